using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Gateways.Operations;

/// <summary>Reads one <c>operations.yaml</c>. What is wrong is told all at once, each with its place and what to write instead.</summary>
internal sealed class HttpOperationReader(IRequestTemplates templates, ICollection<Issue> issues)
{
    private const int MostRetries = 8;
    private const int UsualRetries = 2;

    public IEnumerable<HttpDeclaration> Read(string file, string yaml)
    {
        if (Node.Parse(file, yaml, issues) is not { } root) return [];
        if (root.Kind != NodeKind.Map)
        {
            issues.Add(new(file, root.At.Line, root.At.Column, "operations are a map", "begin with a name: bookings.create:"));
            return [];
        }

        return [.. root.Entries.Select(entry => DeclarationOf(entry.Key, entry.Value)).OfType<HttpDeclaration>()];
    }

    private HttpDeclaration? DeclarationOf(Node key, Node value)
    {
        var (at, name) = (key.At, key.Text);
        if (value.Kind != NodeKind.Map)
        {
            Report(at, $"'{name}' declares nothing", "write method:, url: and outcomes: under it");
            return null;
        }

        if (name.Split('.') is not [{ Length: > 0 }, { Length: > 0 }]) Report(at, $"'{name}' is no name of an operation", "write an area, a dot and a verb: bookings.create");
        var reader = new MapReader(value with { At = at }, $"operation '{name}'", issues);
        var takes = reader.Names("takes");
        foreach (var (taken, place) in takes)
        {
            if (HttpValues.Own.ContainsKey(taken.TrimEnd('?'))) reader.Report(place, $"'{taken}' has a meaning of its own in templates", "give the parameter another name");
        }

        var requests = new HttpRequestReader(templates, [.. takes.Select(taken => taken.Name.TrimEnd('?'))]);
        var request = requests.Read(reader, name);
        var outcomes = OutcomesOf(reader, name);
        var retries = reader.Take("retries") is null ? UsualRetries : reader.Number("retries", 0, MostRetries);
        var consequence = ConsequenceOf(reader, requests, name, outcomes);
        reader.Finish();
        if (consequence is not null && request?.Method == "GET") reader.Report(at, $"'{name}' has consequences and is a GET", "write method: POST, or leave consequential: out");
        foreach (var (later, before) in HttpOutcome.Shadowed(outcomes))
            reader.Report(later.At ?? at, $"'{later.Name}' never comes: every answer like it is like '{before.Name}', which stands before it", $"put it above '{before.Name}', or tell them apart by status: or where:", warning: true);
        foreach (var twice in takes.GroupBy(taken => taken.Name.TrimEnd('?')).Where(same => same.Count() > 1))
            reader.Report(twice.Last().At, $"'{twice.Key}' is taken twice", "take one of them out");
        if (request is null || outcomes.IsEmpty) return null;

        outcomes = [.. outcomes.Select(outcome => outcome with { EmptyListIsNone = consequence is null })];
        return new(name, [.. takes.Select(taken => taken.Name)], request, outcomes, retries, consequence, at);
    }

    private static HttpConsequence? ConsequenceOf(MapReader operation, HttpRequestReader requests, string name, ImmutableArray<HttpOutcome> outcomes)
    {
        if (operation.Inner("consequential", "header: Idempotency-Key") is not { } reader) return null;

        var header = reader.OptionalName("header") ?? "";
        if (!HttpRequestReader.IsHeaderName(header) && header.Length > 0) reader.Report(reader.At, $"'{header}' is no name of a header", "write header: Idempotency-Key");
        var again = reader.Take("find") is { Kind: NodeKind.Scalar, Text: "again" };
        if (again && header.Length == 0) reader.Report(reader.At, "a call is sent again only where its id goes with it", "write header: Idempotency-Key");
        HttpRequestForm? find = null;
        ImmutableArray<HttpOutcome> found = [];
        if (!again && reader.Inner("find", "url: https://.., outcomes: { done: { status: 200 } }") is { } inner)
        {
            find = requests.Read(inner, $"find of {name}");
            found = OutcomesOf(inner, $"find of {name}");
            foreach (var outcome in found.Where(outcome => outcome.Name != HttpConsequence.NotDone && !outcomes.Any(known => known.Name == outcome.Name)))
            {
                inner.Report(outcome.At ?? inner.At, $"what is found out is no outcome of '{name}': '{outcome.Name}'",
                    Nearest.Instead(outcome.Name, outcomes.Select(known => known.Name).Append(HttpConsequence.NotDone).Distinct()));
            }

            foreach (var outcome in found)
            {
                var fields = outcomes.Where(known => known.Name == outcome.Name).SelectMany(known => known.Result).Select(field => field.Name).ToList();
                foreach (var (field, _, _) in outcome.Result.Where(field => outcome.Name != HttpConsequence.NotDone && !fields.Contains(field.Name)))
                    inner.Report(outcome.At ?? inner.At, $"'{outcome.Name}' of '{name}' has no '{field}' in its result", Nearest.Instead(field, fields));
            }

            inner.Finish();
        }

        reader.Finish();
        return new(header, again, found.IsEmpty ? null : find, found);
    }

    private static ImmutableArray<HttpOutcome> OutcomesOf(MapReader operation, string name)
    {
        if (operation.Inner("outcomes", "done: { status: 200 }") is not { } reader)
        {
            if (!operation.Has("outcomes")) operation.Report(operation.At, $"'{name}' has no outcomes", "write outcomes: { done: { status: 200 } }");
            return [];
        }

        var read = reader.Map.Entries.Select(entry => OutcomeOf(reader, entry.Key)).OfType<HttpOutcome>().ToImmutableArray();
        reader.Finish();
        return read;
    }

    private static HttpOutcome? OutcomeOf(MapReader outcomes, Node key)
    {
        var name = key.Text;
        if (outcomes.Inner(name) is not { } reader)
        {
            if (outcomes.Take(name) is { IsEmpty: true }) outcomes.Report(key.At, $"outcome '{name}' does not say which answer it is", "write status: 200, or a list of them, or 2xx");
            return null;
        }

        var statuses = reader.Names("status");
        var ranges = statuses.Select(status => RangeOf(reader, status.Name, status.At)).OfType<(int, int)>().ToImmutableArray();
        if (statuses.IsEmpty) reader.Report(reader.At, $"outcome '{name}' does not say which answer it is", "write status: 200, or a list of them, or 2xx");
        var where = ImmutableArray.CreateBuilder<(JsonPath, ImmutableArray<string>)>();
        foreach (var (place, values) in Inner(reader, "where"))
        {
            if (PathOf(reader, place) is not { } path) continue;
            ImmutableArray<string> all = values.Kind == NodeKind.List ? [.. values.Items.Select(item => item.Text)] : [values.Text];
            if (all.IsEmpty || all.Contains("")) reader.Report(values.At, $"nothing stands for '{place.Text}'", "write a value, or a list of values");
            else where.Add((path, all));
        }

        var result = ImmutableArray.CreateBuilder<(string, JsonPath, bool)>();
        foreach (var (field, place) in Inner(reader, "result"))
        {
            if (field.Text.TrimEnd('?').Length == 0) reader.Report(field.At, "a field of the result has no name", "write name: $.place");
            if (PathOf(reader, place) is { } path) result.Add((field.Text.TrimEnd('?'), path, !field.Text.EndsWith('?')));
        }

        var example = reader.Take("example");
        reader.Finish();
        if (ranges.IsEmpty) return null;

        var outcome = new HttpOutcome(name, ranges, where.DrainToImmutable(), result.DrainToImmutable()) { At = key.At };
        if (example is not { IsEmpty: false }) return outcome;

        var body = PlainJson.Of(example)?.ToJsonString() ?? "";
        if (!outcome.IsLike(body)) reader.Report(example.At, $"the example is no '{name}' itself", "write what where: and result: look for");
        return outcome with { Body = body };
    }

    private static IEnumerable<(Node Key, Node Value)> Inner(MapReader reader, string key) => reader.Inner(key)?.Map.Entries ?? [];

    private static JsonPath? PathOf(MapReader reader, Node place)
    {
        var path = JsonPath.Parse(place.Text);
        if (path is null) reader.Report(place.At, $"'{place.Text}' is no place in an answer", "write $.name, $.rows[0].id, or $ for the whole");
        return path;
    }

    private static (int From, int To)? RangeOf(MapReader reader, string status, SourceLocation at)
    {
        if (status is [>= '2' and <= '5', 'x', 'x']) return ((status[0] - '0') * 100, ((status[0] - '0') * 100) + 99);
        if (int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 200 and < 600) return (number, number);
        reader.Report(at, $"'{status}' is no status of an answer", "write a number such as 201, or 2xx");
        return null;
    }

    private void Report(SourceLocation at, string problem, string instead) => issues.Add(new(at.File, at.Line, at.Column, problem, instead));
}
