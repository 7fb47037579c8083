using Bot.Engine.Flows;

namespace Bot.Engine.Abstractions;

/// <summary>An operation whose partner is left out of this installation: known to the flows, and always unavailable.</summary>
public sealed class AbsentOperation(OperationContract contract) : Operation
{
    /// <summary>The partner's, without its consequences.</summary>
    public override OperationContract Contract { get; } = contract with { Consequential = false };

    /// <summary>Comes back as <c>unavailable</c> at once.</summary>
    public override Task<CallResult> RunAsync(Call call, CancellationToken cancel) => Task.FromResult(CallResult.Of("unavailable"));
}
