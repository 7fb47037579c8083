using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Http;

namespace Bot.Gateways.Operations;

/// <summary>A call that a file declares, without consequences: it may be made again.</summary>
internal sealed class HttpOperation(HttpDeclaration declaration, HttpCaller caller) : Operation
{
    public override OperationContract Contract => declaration.Contract;

    public override string Partner => declaration.Request.Host;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        try
        {
            var values = HttpValues.Of(call, caller.Secrets);
            var answer = await caller.SendAsync(declaration.Request, values, null, declaration.Outcomes[0].Example(), cancel).ConfigureAwait(false);
            return HttpAnswers.Read(answer, declaration.Outcomes) ?? HttpAnswers.Unnamed(answer, declaration);
        }
        catch (FormatException unusable)
        {
            return CallResult.Lasting($"{declaration.Name} cannot be asked: {unusable.Message}");
        }
    }
}
