using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Gateways.Http;

namespace Bot.Gateways.Operations;

/// <summary>A call that a file declares with <c>consequential:</c>. Once it left it is found out about, never repeated blindly.</summary>
internal sealed class HttpConsequentialOperation(HttpDeclaration declaration, HttpConsequence consequence, HttpCaller caller) : ConsequentialOperation
{
    /// <summary>Calls whose reason is remembered until they are found out about; a crash forgets them.</summary>
    private const int MostRemembered = 1000;

    private readonly ConcurrentDictionary<string, string> _open = new(StringComparer.Ordinal);

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
            PeerAnswer.Answered { Status: < 300 or 408 or >= 500 } open =>
                throw new AnswerLostException(Remembered(call, $"http {open.Status}, which no outcome of {declaration.Name} names{HttpAnswers.LackOf(open, declaration)}")),
            _ => HttpAnswers.Unnamed(answer, declaration),
        };
    }

    private string Remembered(Call call, string why)
    {
        if (consequence is { Again: false, Find: null } && _open.Count < MostRemembered) _open[call.Id] = why;
        return why;
    }

    public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel)
    {
        if (consequence.Again) return new Recovery.NotDone();
        if (consequence.Find is not { } find) return new Recovery.Undecided($"{declaration.Name} declares no way to find out{(_open.TryRemove(call.Id, out var answered) ? $"; its answer was {answered}" : "")}");

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
