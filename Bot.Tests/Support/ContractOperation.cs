using Bot.Engine.Abstractions;
using Bot.Engine.Flows;

namespace Bot.Tests.Support;

/// <summary>What a flow may call and no test makes.</summary>
internal sealed class ContractOperation(OperationContract contract) : Operation
{
    public override OperationContract Contract => contract;

    public override Task<CallResult> RunAsync(Call call, CancellationToken cancel) => throw new InvalidOperationException($"{contract.Name} is not called.");
}
