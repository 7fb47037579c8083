using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Gateways.Operations;

/// <summary>Reads what an operation sends: method, address, headers, body and time limit.</summary>
/// <param name="taken">Names that templates may show.</param>
internal sealed partial class HttpRequestReader(IRequestTemplates templates, ImmutableArray<string> taken)
{
    /// <summary>The outbox gives a call 20 s up.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(8);

    internal static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Besides values: of what a number is written with.</summary>
    private const string NumberSigns = "0123456789+-.eE ";

    /// <summary>What the sender writes itself.</summary>
    private static readonly string[] OwnHeaders = ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection", "Expect"];

    private readonly List<(string Name, SourceLocation At)> _secrets = [];

    public static bool IsHeaderName(string name) => HeaderName().IsMatch(name);

    /// <summary>Null where the address is no address.</summary>
    public HttpRequestForm? Read(MapReader reader, string what)
    {
        _secrets.Clear();
        var method = reader.OptionalName("method") ?? "GET";
        if (!Methods.Contains(method)) reader.Report(reader.Take("method")!.At, $"'{method}' is no method", Nearest.Instead(method, Methods, $"write one of {string.Join(", ", Methods)}"));
        var url = reader.RequiredName("url");
        var timeout = reader.Take("timeout") is null ? Usual : reader.Duration("timeout");
        if (timeout > Longest) reader.Report(reader.Take("timeout")!.At, $"'{what}' waits longer than a call may take", "write timeout: 15s or less");
        var headers = HeadersOf(reader);
        var body = BodyOf(reader);
        if (body is not null && method == "GET") reader.Report(reader.At, $"'{what}' is a GET and has a body", "write method: POST, or put the values into the url");
        if (url.Length == 0) return null;

        var at = reader.Take("url")!.At;
        if (Address().Match(url) is not { Success: true } address)
        {
            reader.Report(at, $"'{what}' has no address whose host is written out", "write url: https://host/path, with values behind the host only");
            return null;
        }

        if (Tags().Replace(url, "").Any(char.IsWhiteSpace)) reader.Report(at, $"the address of '{what}' has a blank in it", "write %20 for it, or take it out");
        var text = Template(reader, url, RequestPlace.Url, at);
        return new(Methods.Contains(method) ? method : "GET", address.Groups["scheme"].Value == "https", address.Groups["host"].Value.ToLowerInvariant(), text, headers, body,
            timeout, at)
        {
            Secrets = [.. _secrets.DistinctBy(secret => secret.Name)],
        };
    }

    private ImmutableArray<(string, RequestTemplate)> HeadersOf(MapReader reader)
    {
        if (reader.Inner("headers", "Accept: application/json") is not { } headers) return [];

        foreach (var (name, _) in headers.Map.Entries)
        {
            if (!IsHeaderName(name.Text)) headers.Report(name.At, $"'{name.Text}' is no name of a header", "use letters, digits and -");
            else if (OwnHeaders.Contains(name.Text, StringComparer.OrdinalIgnoreCase)) headers.Report(name.At, $"'{name.Text}' is written by the bot itself", "leave it out");
        }

        return [.. headers.Map.Entries.Select(entry => (entry.Key.Text, TextOf(headers, entry.Key, entry.Value, RequestPlace.Header)))];
    }

    private HttpBody? BodyOf(MapReader reader)
    {
        var (json, form) = (reader.Take("json"), reader.Inner("form", "name: \"{{ name }}\""));
        if (json is not null && form is not null) reader.Report(json.At, "a request has one body", "write json: or form:");
        if (form is not null)
        {
            return new HttpBody.Form(
                [.. form.Map.Entries.Select(entry => (entry.Key.Text, TextOf(form, entry.Key, entry.Value, RequestPlace.Field)))]);
        }

        return json is null ? null : new HttpBody.Json(ShapeOf(reader, json));
    }

    private RequestTemplate TextOf(MapReader reader, Node name, Node value, RequestPlace place)
    {
        if (value.Kind != NodeKind.Scalar) reader.Report(value.At, $"'{name.Text}' is no text", $"write {name.Text}: \"{{{{ name }}}}\"");
        return Template(reader, value.Text, place, value.At);
    }

    private JsonShape ShapeOf(MapReader reader, Node node)
    {
        if (node.Kind == NodeKind.List) return new JsonShape.Items([.. node.Items.Select(item => ShapeOf(reader, item))]);
        if (node.Kind == NodeKind.Map && node.Find("$number") is { Kind: NodeKind.Scalar } number && node.Entries.Count == 1)
        {
            if (Tags().Replace(number.Text, "").Any(sign => !NumberSigns.Contains(sign)))
                reader.Report(number.At, $"'{number.Text}' can never be a number", "write { $number: \"{{ name }}\" } with the value alone");
            return new JsonShape.Number(Template(reader, number.Text, RequestPlace.Field, number.At));
        }

        foreach (var (word, _) in node.Entries.Where(entry => entry.Key.Text.StartsWith('$')))
            reader.Report(word.At, $"'{word.Text}' is no field's name", "write { $number: \"{{ name }}\" } alone for a number, or another name");
        if (node.Kind == NodeKind.Map) return new JsonShape.Fields([.. node.Entries.Select(entry => (entry.Key.Text, ShapeOf(reader, entry.Value)))]);
        if (PlainJson.IsLiteral(node)) return new JsonShape.Fixed(node.Text);

        var template = Template(reader, node.Text, RequestPlace.Field, node.At);
        var isPath = template.Paths is [_] && OnePath().IsMatch(node.Text);
        return new JsonShape.Text(template, isPath ? template.Paths[0] : null);
    }

    private RequestTemplate Template(MapReader reader, string text, RequestPlace place, SourceLocation at)
    {
        var template = templates.Read(text, place);
        if (template.Fault is { } fault) reader.Report(at, $"this is no template: {fault}", "mend the tag: {{ name }}");
        foreach (var path in template.Paths)
        {
            if (Unknown(path) is { } instead) reader.Report(at, $"'{path}' is not known here", instead);
            else if (path.StartsWith($"{HttpValues.Secrets}.", StringComparison.Ordinal)) _secrets.Add((path.Split('.')[1], at));
        }

        return template;
    }

    /// <summary>What to write in the place of a path; null where it is known.</summary>
    private string? Unknown(string path)
    {
        var parts = path.Split('.');
        if (taken.Contains(parts[0])) return null;
        if (!HttpValues.Own.TryGetValue(parts[0], out var fields))
            return Nearest.Instead(parts[0], taken.Concat(HttpValues.Own.Keys), $"add it to takes:, or write one of {string.Join(", ", taken.Concat(HttpValues.Own.Keys))}");
        if (parts[0] == HttpValues.Secrets)
            return parts is [_, var secret] && secret.StartsWith(HttpOperationOptions.SecretPrefix, StringComparison.Ordinal) ? null : $"write secrets.{HttpOperationOptions.SecretPrefix}NAME: a flow sees no other variable of the environment";
        if (parts is [_, var field] && fields.Contains(field)) return null;
        return Nearest.Instead(path, fields.Select(known => $"{parts[0]}.{known}"), $"write one of {string.Join(", ", fields.Select(known => $"{parts[0]}.{known}"))}");
    }

    [GeneratedRegex(@"\A(?<scheme>https?)://(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::\d{1,5})?)(?:[/?].*)?\z", RegexOptions.Singleline)]
    private static partial Regex Address();

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9-]{0,63}\z")]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"\A\{\{-?\s*[\w.]+\s*-?\}\}\z")]
    private static partial Regex OnePath();
}
