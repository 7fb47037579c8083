using Bot.Engine.Abstractions;
using Bot.Engine.Flows;

namespace Bot.Gateways.Operations;

/// <summary>The operations that files declare.</summary>
/// <param name="caller">Made when the first call may be made: flows are checked without it.</param>
internal sealed class HttpOperationSource(HttpDeclarations declarations, Func<HttpCaller> caller) : IOperationSource
{
    public IReadOnlyList<OperationContract> Contracts { get; } = [.. declarations.All.Select(declaration => declaration.Contract)];

    public IReadOnlyList<Operation> Operations => field ??= Make();

    private Operation[] Make()
    {
        var made = caller();
        return [.. declarations.All.Select(Operation (declaration) => declaration.Consequence is { } consequence
            ? new HttpConsequentialOperation(declaration, consequence, made)
            : new HttpOperation(declaration, made))];
    }
}
