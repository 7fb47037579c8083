using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Products.OneTimeCodes;

/// <summary>Sends an agent the code that opens the bot, by SMS.</summary>
/// <remarks>
/// The SMS leaves through the outbox after this has come back (<see cref="LoginSmsChannel"/>). With <c>withhold</c>, for a number that is no agent's,
/// everything goes as without, but no SMS is sent: neither words nor time tell whose number is an agent's. After a crash a code that is still pending is
/// issued again, and is the same one.
/// </remarks>
public sealed class SendLoginCode(OneTimeCodeService codes, IOutboxWriter outbox, TimeProvider clock) : ConsequentialOperation, IDeclaredOperation
{
    /// <summary>The registered text (TRAI content template) of the owner; <c>{code}</c> is replaced.</summary>
    public const string DefaultText = "Dear Partner, use OTP {code} for login at agent app - ShauryaPay";

    /// <summary>Limits of a login code of 4 digits; <see cref="OneTimeCodeOptions.LoginPolicy"/> is the one in use.</summary>
    public static CodePolicy Policy { get; } = new(4, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30), 10, AskerSendsPerHour: 5);

    public static OperationContract Declaration { get; } = new("loginCode.send", ["mobile", "withhold?"], [new("sent"), new("tooSoon", "seconds"), new("tooMany", "minutes"), new("unavailable")], Consequential: true);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var mobile = call.Text("mobile");
        var isWithheld = call.Text("withhold").Length > 0;
        var result = await codes.For(call.Origin.Conversation).IssueAsync(mobile, call.Id, resend: true, PostAsync, cancel, isSent: !isWithheld)
            .ConfigureAwait(false);
        return result switch
        {
            IssueResult.Issued => CallResult.Of("sent"),
            IssueResult.TooSoon soon => CallResult.Of("tooSoon", ("seconds", Whole(soon.Wait.TotalSeconds))),
            IssueResult.TooMany many => CallResult.Of("tooMany", ("minutes", Whole(many.Wait.TotalMinutes))),
            IssueResult.Spent => CallResult.Of("unavailable"),
            _ => throw new InvalidOperationException($"{result.GetType().Name} is no end of a resend."),
        };

        async Task<bool> PostAsync(string code)
        {
            var now = clock.GetUtcNow();
            await outbox.PostAsync(LoginSmsChannel.To(mobile, call.Id, code, now + codes.Expiry, isWithheld, now), CancellationToken.None)
                .ConfigureAwait(false);
            return true;
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
