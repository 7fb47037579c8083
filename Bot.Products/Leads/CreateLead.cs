using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Products.Consents;

namespace Bot.Products.Leads;

/// <summary>
/// Creates a loan lead from a chat, of a person who consented: without a consent of the same number nothing leaves. The intent is what it is recovered by: the
/// same application within 24 hours, from the API or another chat, is the same lead.
/// </summary>
public sealed class CreateLead(LeadService leads, ConsentRepository consents, TimeProvider clock) : ConsequentialOperation, IDeclaredOperation
{
    private const string NoConsent = "Your consent is needed first.";

    private static readonly LeadOrigin Chat = new("chat");

    public static OperationContract Declaration { get; } = new("leads.create",
        ["loanType", "amount", "tenure", "firstName", "lastName?", "pan", "email", "dob", "gender?", "pinCode", "mobile", "consent"],
        [new("created", "applicationId"), new("declined", "reason"), new("undecided"), new("unavailable")], Consequential: true);

    public override OperationContract Contract => Declaration;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        var consent = await consents.FindAsync(call.Text("consent"), cancel).ConfigureAwait(false);
        return consent is { Answer: ConsentAnswer.Given } && consent.MobileNumber == call.Text("mobile")
            ? await CreateAsync(call, cancel).ConfigureAwait(false)
            : CallResult.Of("declined", ("reason", NoConsent));
    }

    private async Task<CallResult> CreateAsync(Call call, CancellationToken cancel)
    {
        var reading = Read(call);
        if (reading is LeadReading.Faulty faulty) return CallResult.Of("declined", ("reason", string.Join("; ", faulty.Faults.Select(fault => fault.Message))));

        return await leads.CreateAsync(((LeadReading.Valid)reading).Application, Chat with { ConsentId = call.Text("consent") }, cancel).ConfigureAwait(false) switch
        {
            LeadOutcome.Created created => CallResult.Of("created", ("applicationId", created.ApplicationId)),
            LeadOutcome.Declined declined => CallResult.Of("declined", ("reason", declined.Reason)),
            LeadOutcome.Unavailable { LastingFault: { } fault } => CallResult.Lasting(fault),
            LeadOutcome.Unavailable => CallResult.Of("unavailable"),
            LeadOutcome.Undecided => CallResult.Of("undecided"),
            // Its end is being found out: the pump comes back for it.
            LeadOutcome.Lost or LeadOutcome.InProgress => throw new AnswerLostException("The lender's answer is not known yet."),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no end of a lead from a chat."),
        };
    }

    public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel)
    {
        if (Read(call) is not LeadReading.Valid valid) return new Recovery.NotDone();

        // Asking the service again is safe in every state but one: a lender's refusal of this very call would be asked for a second time.
        var intent = await leads.IntentOfAsync(valid.Application, cancel).ConfigureAwait(false);
        if (intent is null or { State: LeadIntentState.Unreached }) return new Recovery.NotDone();
        if (intent is { State: LeadIntentState.Declined } && intent.ChangedAt >= call.Origin.At) return new Recovery.Done(CallResult.Of("declined", ("reason", intent.Reason)));
        if (intent is { State: LeadIntentState.Declined }) return new Recovery.NotDone();

        try
        {
            // What was begun is found out about; the lender has the data.
            return new Recovery.Done(await CreateAsync(call, cancel).ConfigureAwait(false));
        }
        catch (AnswerLostException lost)
        {
            return new Recovery.AskLater(lost.Message);
        }
    }

    public override async Task<string?> LetterOfAsync(Call call, CancellationToken cancel) =>
        Read(call) is LeadReading.Valid valid && await leads.IntentOfAsync(valid.Application, cancel).ConfigureAwait(false) is { } intent
            ? LeadService.LetterOf(intent)
            : null;

    /// <summary>Ends the intent as well: created under the lender's id, or declined, and then the same may be asked for again.</summary>
    public override async Task<CallResult> SettleAsync(Call call, string outcome, Value result, CancellationToken cancel)
    {
        var application = (result as RecordValue)?.Field("applicationId")?.Text ?? "";
        if (outcome is "created" or "declined" && Read(call) is LeadReading.Valid valid)
            await leads.DecideAsync(valid.Application, outcome == "created" ? application : "", cancel).ConfigureAwait(false);
        return new(outcome, result);
    }

    private LeadReading Read(Call call) => new LeadDraft
    {
        LoanType = call.Text("loanType"),
        Amount = Number(call.Text("amount")),
        TenureYears = Number(call.Text("tenure")),
        Pan = call.Text("pan"),
        FirstName = call.Text("firstName"),
        LastName = call.Text("lastName") is { Length: > 0 } last ? last : LeadDraft.NoLastName,
        Gender = call.Text("gender"),
        Mobile = call.Text("mobile"),
        Email = call.Text("email"),
        DateOfBirth = call.Text("dob"),
        PinCode = call.Text("pinCode"),
    }.Read(clock.GetUtcNow());

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
