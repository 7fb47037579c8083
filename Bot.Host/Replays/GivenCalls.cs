using System.Collections.Concurrent;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Host.Replays;

/// <summary>How the next calls of a script come back instead of being made: <c>given call leads.create created {"applicationId":"A1"}</c>.</summary>
internal sealed class GivenCalls : IOperationDecorator
{
    private readonly ConcurrentQueue<GivenCall> _given = new();

    /// <summary>Calls that were not made.</summary>
    public IReadOnlyList<string> Unused => [.. _given.Select(given => given.ToString())];

    public void Add(GivenCall given) => _given.Enqueue(given);

    public Operation Decorate(Operation operation) =>
        operation is ConsequentialOperation consequential ? new GivenConsequential(consequential, this) : new GivenOperation(operation, this);

    /// <summary>The first that is given for an operation; null when none is.</summary>
    private CallResult? Take(Call call)
    {
        if (!_given.TryPeek(out var given) || given.Operation != call.Operation || !_given.TryDequeue(out given)) return null;
        return new(given.Outcome, given.Result);
    }

    private sealed class GivenOperation(Operation inner, GivenCalls given) : Operation
    {
        public override OperationContract Contract => inner.Contract;

        public override string Partner => inner.Partner;

        public override Task<CallResult> RunAsync(Call call, CancellationToken cancel) =>
            given.Take(call) is { } result ? Task.FromResult(result) : inner.RunAsync(call, cancel);
    }

    private sealed class GivenConsequential(ConsequentialOperation inner, GivenCalls given) : ConsequentialOperation
    {
        public override OperationContract Contract => inner.Contract;

        public override string Partner => inner.Partner;

        public override Task<CallResult> RunAsync(Call call, CancellationToken cancel) =>
            given.Take(call) is { } result ? Task.FromResult(result) : inner.RunAsync(call, cancel);

        public override Task<Recovery> RecoverAsync(Call call, CancellationToken cancel) => inner.RecoverAsync(call, cancel);
    }
}

/// <summary>How one call comes back.</summary>
internal sealed record GivenCall(string Operation, string Outcome, Value Result)
{
    /// <summary><c>leads.create created {"applicationId":"A1"}</c>, without a result where it has none; null for anything else.</summary>
    public static GivenCall? Parse(string text)
    {
        var words = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var operation, var outcome, .. var rest] || !operation.Contains('.', StringComparison.Ordinal)) return null;

        try
        {
            return new(operation, outcome, rest is [var json] ? Read(JsonDocument.Parse(json).RootElement) : Value.Record());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => $"{Operation} {Outcome}";

    private static Value Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new RecordValue([.. json.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, Read(field.Value)))]),
        JsonValueKind.Array => Value.List(json.EnumerateArray().Select(Read)),
        JsonValueKind.String => Value.Of(json.GetString()!),
        _ => Value.Of(json.GetRawText()),
    };
}
