using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Products.OneTimeCodes;

/// <summary>Sends an agent the 4-digit code that opens the bot, by SMS.</summary>
/// <remarks>
/// With <c>withhold</c>, for a number that is no agent's, everything goes as without, but no SMS is sent: a stranger does not learn whose number is an agent's.
/// An SMS costs money. After a crash the state of the code tells whether it went out; one that is still pending is issued anew, and the old one no longer
/// works.
/// </remarks>
public sealed class SendLoginCode(OneTimeCodeService codes, ISmsGateway sms, string text) : ConsequentialOperation, IDeclaredOperation
{
    /// <summary>The registered text (TRAI content template) of the owner; <c>{code}</c> is replaced.</summary>
    public const string DefaultText = "Dear Partner, use OTP {code} for login at agent app - ShauryaPay";

    /// <summary>Lifetime and limits of a login code.</summary>
    public static CodePolicy Policy { get; } = new(4, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30), 10, AskerSendsPerHour: 5);

    public static OperationContract Declaration { get; } = new("loginCode.send", ["mobile", "withhold?"], [new("sent"), new("failed"), new("tooSoon", "seconds"), new("tooMany", "minutes"), new("unavailable")], Consequential: true);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var mobile = call.Text("mobile");
        var isWithheld = call.Text("withhold").Length > 0;
        var answer = SmsResult.Unavailable;
        var result = await codes.For(call.Origin.Conversation).IssueAsync(mobile, call.Id, resend: true, SendAsync, cancel).ConfigureAwait(false);
        return result switch
        {
            IssueResult.Issued => CallResult.Of("sent"),
            IssueResult.NotSent when answer == SmsResult.Refused => CallResult.Of("failed"),
            IssueResult.NotSent => CallResult.Of("unavailable"),
            IssueResult.TooSoon soon => CallResult.Of("tooSoon", ("seconds", Whole(soon.Wait.TotalSeconds))),
            IssueResult.TooMany many => CallResult.Of("tooMany", ("minutes", Whole(many.Wait.TotalMinutes))),
            _ => throw new InvalidOperationException($"{result.GetType().Name} is no end of a resend."),
        };

        async Task<bool> SendAsync(string code)
        {
            answer = isWithheld ? SmsResult.Sent : await sms.SendAsync(mobile, text.Replace("{code}", code, StringComparison.Ordinal), cancel).ConfigureAwait(false);
            return answer is SmsResult.Sent or SmsResult.Unknown;
        }
    }

    public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel)
    {
        var state = await codes.For(call.Origin.Conversation).StateOfAsync(call.Text("mobile"), cancel).ConfigureAwait(false);
        var issued = state.Current is { } current && current.CallId == call.Id ? current : null;
        return issued?.State is CodeState.Active or CodeState.Used ? new Recovery.Done(CallResult.Of("sent")) : new Recovery.NotDone();
    }

    internal static Value Whole(double amount) => Value.Of(Math.Ceiling(amount).ToString(CultureInfo.InvariantCulture));
}

/// <summary>Verifies an agent's login code.</summary>
public sealed class VerifyLoginCode(OneTimeCodeService codes) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("loginCode.verify", ["mobile", "code"], [new("verified"), new("wrong", "triesLeft"), new("expired"), new("tooMany", "minutes")]);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var (result, changes) = await codes.For(call.Origin.Conversation).VerifyInTurnAsync(call.Text("mobile"), call.Text("code"), cancel).ConfigureAwait(false);
        var outcome = result switch
        {
            VerifyResult.Verified => CallResult.Of("verified"),
            VerifyResult.Wrong wrong => CallResult.Of("wrong", ("triesLeft", Value.Of(wrong.TriesLeft.ToString(CultureInfo.InvariantCulture)))),
            VerifyResult.TooMany many => CallResult.Of("tooMany", ("minutes", SendLoginCode.Whole(many.Wait.TotalMinutes))),
            _ => CallResult.Of("expired"),
        };
        return outcome with { Changes = changes };
    }
}
