using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Tests.Support.Partners;

/// <summary>Runs operations by name, as the pump does.</summary>
internal sealed class ShauryapayOperationRunner(IReadOnlyList<Operation> operations)
{
    public IReadOnlyList<Operation> All => operations;

    public Task<CallResult> RunAsync(string verb, params (string Name, Value Value)[] arguments) =>
        Find(verb).RunAsync(Call(verb, arguments), CancellationToken.None);

    public Task<Recovery> RecoverAsync(string verb, params (string Name, Value Value)[] arguments) =>
        ((ConsequentialOperation)Find(verb)).RecoverAsync(Call(verb, arguments), CancellationToken.None);

    public static Call Call(string verb, params (string Name, Value Value)[] arguments)
    {
        var slots = arguments.Aggregate(Slots.Empty, (sum, argument) => sum.With(argument.Name, argument.Value));
        return new("c1", "shauryapay." + verb, slots, new("meta:919876543210", "meta", "919876543210", DateTimeOffset.UnixEpoch, "en"));
    }

    private Operation Find(string verb) => operations.Single(operation => operation.Contract.Name == "shauryapay." + verb);
}
