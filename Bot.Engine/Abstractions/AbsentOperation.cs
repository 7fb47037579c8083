using Bot.Engine.Flows;

namespace Bot.Engine.Abstractions;

/// <summary>An operation whose partner is left out of this installation: known to the flows, and always unavailable.</summary>
public sealed class AbsentOperation(OperationContract contract) : Operation
{
    public override OperationContract Contract { get; } = contract with { Consequential = false };

    public override Task<CallResult> RunAsync(Call call, CancellationToken cancel) => Task.FromResult(CallResult.Of("unavailable"));
}
