using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Products.OneTimeCodes;

namespace Bot.Products.Leads;

/// <summary>Sends a person the code that proves a mobile number.</summary>
/// <remarks>
/// A message costs money and may annoy a stranger. After a crash the state of the code tells whether it went out; one that is still pending is issued anew, and
/// the old one no longer works.
/// </remarks>
public sealed class SendLeadCode(OneTimeCodeService codes, ICodeMessenger messenger) : ConsequentialOperation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("leads.sendCode", ["mobile"], [new("sent"), new("tooSoon", "seconds"), new("tooMany", "minutes"), new("unavailable")], Consequential: true);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var mobile = call.Text("mobile");
        var result = await codes.For(call.Origin.Conversation).IssueAsync(mobile, call.Id, resend: true, SendAsync, cancel).ConfigureAwait(false);
        return result switch
        {
            IssueResult.Issued => CallResult.Of("sent"),
            IssueResult.NotSent or IssueResult.Spent => CallResult.Of("unavailable"),
            IssueResult.TooSoon soon => CallResult.Of("tooSoon", ("seconds", SendLoginCode.Whole(soon.Wait.TotalSeconds))),
            IssueResult.TooMany many => CallResult.Of("tooMany", ("minutes", SendLoginCode.Whole(many.Wait.TotalMinutes))),
            _ => throw new InvalidOperationException($"{result.GetType().Name} is no end of a resend."),
        };

        async Task<bool> SendAsync(string code) =>
            await messenger.SendAsync(mobile, code, call.Id, CancellationToken.None).ConfigureAwait(false) is not SendRefused;
    }

    public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel)
    {
        var state = await codes.For(call.Origin.Conversation).StateOfAsync(call.Text("mobile"), cancel).ConfigureAwait(false);
        return state.Current is { State: CodeState.Active or CodeState.Used } current && current.CallId == call.Id
            ? new Recovery.Done(CallResult.Of("sent"))
            : new Recovery.NotDone();
    }
}
