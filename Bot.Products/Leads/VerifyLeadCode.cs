using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Products.OneTimeCodes;

namespace Bot.Products.Leads;

/// <summary>Verifies the code that proves a mobile number.</summary>
public sealed class VerifyLeadCode(OneTimeCodeService codes) : Operation, IDeclaredOperation
{
    public static OperationContract Declaration { get; } = new("leads.verifyCode", ["mobile", "code"], [new("verified"), new("wrong", "triesLeft"), new("expired"), new("tooMany", "minutes")]);

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
