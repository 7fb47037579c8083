using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Conversations;

/// <summary>Tells an operation of a row that was kept. It leaves through the outbox with the row's commit; no conversation waits for it.</summary>
/// <param name="records">Where the row is read from.</param>
/// <param name="find">The operation of a name in a version of the flows; asked when a row is told, for it may be one of those that this one is among.</param>
internal sealed class TellResult(IRecordStore records, Func<string, int, Operation?> find) : Operation, IDeclaredOperation
{
    /// <summary>A minute altogether: the person's next call waits behind it.</summary>
    private const int Tries = 5;

    private const string Row = "row";
    private const string Teller = "operation";

    public static OperationContract Declaration { get; } = new("results.tell", [Row, Teller], [new("told"), new("gone"), new("unavailable")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var name = call.Text(Teller);
        if (await records.FindAsync(KeptResult.Kind, call.Text(Row), cancel).ConfigureAwait(false) is not { } stored) return CallResult.Of("gone");
        if (find(name, call.FlowsVersion) is not { } operation) throw new CallAgainException($"there is no operation '{name}'") { NeedsOperator = true };

        try
        {
            var arguments = ArgumentsOf(KeptResult.Read(stored), operation.Contract);
            var told = await operation.RunAsync(new(call.Id, name, arguments, call.Origin), cancel).ConfigureAwait(false);
            if (told.Outcome != "unavailable") return CallResult.Of("told");
        }
        catch (CallAgainException again)
        {
            throw new CallAgainException(again.Message, again) { Tries = Tries, NeedsOperator = true };
        }

        throw new CallAgainException($"{name} is unavailable") { Tries = Tries, NeedsOperator = true };
    }

    /// <param name="flowsVersion">The version that kept the row; 0 where there is one version alone.</param>
    internal static NewCall CallOf(KeptRow row, int flowsVersion)
    {
        var arguments = Slots.Empty.With(Row, row.Id).With(Teller, row.Table.Tell);
        return new($"tell.{row.Id}", new($"tell.{row.Id}", Declaration.Name, arguments, Consequential: false) { FlowsVersion = flowsVersion });
    }

    private static Slots ArgumentsOf(KeptResult row, OperationContract contract)
    {
        var taken = contract.Parameters.Select(parameter => parameter.TrimEnd('?')).ToHashSet(StringComparer.Ordinal);
        var all = row.Slots.Select(slot => KeyValuePair.Create(slot.Key, KeptResult.ValueOf(slot.Value)))
            .Append(new("rowId", row.Id)).Append(new("rowAt", row.At.ToString("O"))).Append(new("rowSession", row.Session));
        return Slots.From(all.Where(argument => taken.Contains(argument.Key)).ToImmutableArray());
    }
}
