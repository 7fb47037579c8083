using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Gateways.Http;

namespace Bot.Gateways.Operations;

/// <summary>One way an answer can be: by its status and what stands in it, with the fields that are taken from it.</summary>
/// <param name="Statuses">From and to, both included.</param>
/// <param name="Where">Places and what may stand there.</param>
/// <param name="Result">Fields of the result; an answer without one that is needed is none of this outcome.</param>
internal sealed record HttpOutcome(string Name, ImmutableArray<(int From, int To)> Statuses,
    ImmutableArray<(JsonPath Path, ImmutableArray<string> Values)> Where,
    ImmutableArray<(string Name, JsonPath Path, bool Needed)> Result)
{
    private readonly Dictionary<string, Shape> _shapes = [];

    /// <summary>The body of an example, as JSON; empty where it is made of the places that are looked at. What is a list, a map or a value in it is one in
    /// every answer.</summary>
    public string Body
    {
        get;
        init
        {
            field = value;
            if (value.Length == 0) return;

            using var read = JsonDocument.Parse(value);
            _shapes = Result.Select(part => (part.Path.Text, Found: part.Path.Find(read.RootElement))).Where(part => part.Found is not null)
                .DistinctBy(part => part.Text).ToDictionary(part => part.Text, part => ShapeOf(part.Found!.Value));
        }
    } = "";

    /// <summary>A field whose list has no rows is not there.</summary>
    public bool EmptyListIsNone { get; init; }

    /// <summary>Where its file says so.</summary>
    public SourceLocation? At { get; init; }

    /// <summary>Whether an answer with this body is the outcome, its status aside.</summary>
    public bool IsLike(string body)
    {
        using var read = JsonDocument.Parse(body);
        return Of(new PeerAnswer.Answered(Statuses[0].From, body), read.RootElement) is not null;
    }

    /// <summary>Null when the answer is another one.</summary>
    public CallResult? Of(PeerAnswer.Answered answer, JsonElement? body)
    {
        if (!Statuses.Any(range => answer.Status >= range.From && answer.Status <= range.To)) return null;
        if (Where.Any(place => body is null || place.Path.Find(body.Value) is not { } found || !place.Values.Contains(TextOf(found)))) return null;

        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(Result.Length);
        foreach (var (name, path, needed) in Result)
        {
            if (body is { } root && path.Find(root) is { } found && IsThere(path, found)) fields.Add(new(name, ValueOf(found)));
            else if (needed) return null;
        }

        return new(Name, new RecordValue(fields.DrainToImmutable()));
    }

    /// <summary>What an answer with a status of this outcome lacks to be it, for a person; null where its status is another.</summary>
    public string? LackOf(PeerAnswer.Answered answer, JsonElement? body)
    {
        if (!Statuses.Any(range => answer.Status >= range.From && answer.Status <= range.To)) return null;
        if (body is null) return "the answer is no JSON";

        foreach (var (path, values) in Where)
            if (path.Find(body.Value) is not { } found || !values.Contains(TextOf(found))) return $"{path.Text} is not {string.Join(" or ", values)}";
        return Result.FirstOrDefault(field => field.Needed && !IsThere(field.Path, field.Path.Find(body.Value))) is { Path: { } missing }
            ? missing.Find(body.Value) is { } other && !HasShape(missing, other)
                ? $"{missing.Text} is another kind of thing than in its example" : $"it has no {missing.Text}"
            : "it has all";
    }

    /// <summary>A list without rows is none, where nothing was done that could be left undecided: a question could offer nothing of it.</summary>
    private bool IsThere(JsonPath path, JsonElement? found) =>
        found is { } value && !(EmptyListIsNone && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
        && HasShape(path, value);

    private bool HasShape(JsonPath path, JsonElement value) => !_shapes.TryGetValue(path.Text, out var shape) || ShapeOf(value) == shape;

    private static Shape ShapeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => Shape.List,
        JsonValueKind.Object => Shape.Map,
        _ => Shape.Value,
    };

    /// <summary>An answer that is this outcome, for where nothing is said of what the peer answers.</summary>
    public string Example()
    {
        var body = new JsonObject();
        foreach (var (path, values) in Where) path.Put(body, values[0]);
        foreach (var (name, path, _) in Result) path.Put(body, $"{name}-1");
        return new JsonObject { ["status"] = Statuses[0].From, ["body"] = Body.Length > 0 ? JsonNode.Parse(Body) : body }.ToJsonString();
    }

    /// <summary>Outcomes that no answer can be, because each answer like them is like one before them.</summary>
    public static IEnumerable<(HttpOutcome Later, HttpOutcome Before)> Shadowed(ImmutableArray<HttpOutcome> outcomes) =>
        from later in outcomes.Select((outcome, i) => (Outcome: outcome, Index: i))
        let before = outcomes.Take(later.Index).FirstOrDefault(known => known.Covers(later.Outcome))
        where before is not null
        select (later.Outcome, before!);

    /// <summary>Every answer that is the other one is this one, too: what it looks for, the other looks for as well.</summary>
    private bool Covers(HttpOutcome other) =>
        other.Statuses.All(range => Statuses.Any(own => own.From <= range.From && range.To <= own.To))
        && Where.All(place => other.Where.Any(theirs => theirs.Path == place.Path && theirs.Values.All(value => place.Values.Contains(value))))
        && Result.Where(field => field.Needed).All(field => other.Needs(field.Path));

    private bool Needs(JsonPath path) => Result.Any(field => field.Needed && field.Path == path) || Where.Any(place => place.Path == path);

    private static Value ValueOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new RecordValue([.. element.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, ValueOf(field.Value)))]),
        JsonValueKind.Array => Value.List(element.EnumerateArray().Select(ValueOf)),
        _ => Value.Of(TextOf(element)),
    };

    private static string TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Null => "",
        _ => element.GetRawText().ToString(CultureInfo.InvariantCulture),
    };

    private enum Shape
    {
        Value,
        List,
        Map,
    }
}
