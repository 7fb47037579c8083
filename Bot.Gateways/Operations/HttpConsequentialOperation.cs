using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Gateways.Http;

namespace Bot.Gateways.Operations;

/// <summary>A call that a file declares with <c>consequential:</c>. Once it left it is found out about, never repeated blindly.</summary>
internal sealed class HttpConsequentialOperation(HttpDeclaration declaration, HttpConsequence consequence, HttpCaller caller) : ConsequentialOperation
{
    public override OperationContract Contract => declaration.Contract;

    public override string Partner => declaration.Request.Host;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        PeerAnswer answer;
        try
        {
            var values = HttpValues.Of(call, caller.Secrets);
            answer = await caller.SendAsync(declaration.Request, values, (consequence.Header, call.Id), declaration.Outcomes[0].Example(), cancel)
                .ConfigureAwait(false);
        }
        catch (FormatException unusable)
        {
            return CallResult.Lasting($"{declaration.Name} cannot be asked: {unusable.Message}");
        }

        if (HttpAnswers.Read(answer, declaration.Outcomes) is { } result) return result;

        // What was refused at the door did nothing; any other answer that is not named leaves it open.
        return answer switch
        {
            PeerAnswer.Lost lost => throw new AnswerLostException(lost.Why),
            PeerAnswer.Answered { Status: < 300 or 408 or >= 500 } open => throw new AnswerLostException($"http {open.Status}, which no outcome of {declaration.Name} names"),
            _ => HttpAnswers.Unnamed(answer, declaration),
        };
    }

    public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel)
    {
        if (consequence.Again) return new Recovery.NotDone();
        if (consequence.Find is not { } find) return new Recovery.Undecided($"{declaration.Name} declares no way to find out");

        PeerAnswer answer;
        try
        {
            answer = await caller.SendAsync(find, HttpValues.Of(call, caller.Secrets), null, consequence.Found[0].Example(), cancel).ConfigureAwait(false);
        }
        catch (FormatException unusable)
        {
            return new Recovery.Undecided($"the request that finds out cannot be made: {unusable.Message}");
        }

        return HttpAnswers.Read(answer, consequence.Found) switch
        {
            null => new Recovery.AskLater(HttpAnswers.Why(answer)),
            { Outcome: HttpConsequence.NotDone } => new Recovery.NotDone(),
            var result => new Recovery.Done(result),
        };
    }
}
