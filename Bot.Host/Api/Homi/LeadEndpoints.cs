using System.Security.Claims;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Inputs;
using Bot.Host.Access;
using Bot.Products.Consents;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Microsoft.AspNetCore.Mvc;

namespace Bot.Host.Api.Homi;

/// <summary>Creates leads and tells where they stand, for other programs.</summary>
internal sealed class LeadEndpoints(LeadService leads, LeadEnquiry enquiry, [FromKeyedServices(CodePurpose.Api)] OneTimeCodeService codes, HomiOptions options,
    ConsentRepository consents, IAnswerWords words, ApiAudit audit, TimeProvider clock, Subscriptions? subscriptions = null,
    IRestrictions? restrictions = null)
{
    private const int LongestKey = 255;
    private const string NotFoundStatus = "Not Found";
    private const string NotFoundSentence = "We couldn’t find your details. You can track your application manually at: https://www.basichomeloan.com/track-your-application";

    private static HomiAnswer NotFound => new(StatusCodes.Status404NotFound,
        new ErrorAnswer(false, NotFoundSentence, new() { Error = "There is no such lead.", Code = "lead_not_found", Status = NotFoundStatus }, NotFoundStatus));

    public async Task<HomiAnswer> CreateAsync(HomiBody body, ClaimsPrincipal caller, [FromHeader(Name = "Idempotency-Key")] string? key, CancellationToken cancel)
    {
        var (idempotencyKey, now) = (key?.Trim() ?? "", clock.GetUtcNow());
        var consent = HomiConsent.Read(body, options.ConsentRequired, now, out var hasConsent);
        var answer = await CreateAsync(body, consent, caller, idempotencyKey, now, cancel);
        return answer with { LacksConsent = !hasConsent && !options.ConsentRequired };
    }

    private async Task<HomiAnswer> CreateAsync(HomiBody body, HomiConsent? consent, ClaimsPrincipal caller, string idempotencyKey, DateTimeOffset now,
        CancellationToken cancel)
    {
        var reading = Draft(body).Read(now, words);
        if (reading is LeadReading.Faulty faulty)
        {
            foreach (var fault in faulty.Faults)
                body.Faults.TryAdd(fault.Field, fault.Message);
        }

        if (idempotencyKey.Length > LongestKey) body.Faults["Idempotency-Key"] = $"Idempotency-Key must be at most {LongestKey} characters";
        if (body.Faults.Count > 0 || reading is not LeadReading.Valid valid) return HomiAnswer.Invalid(body.Faults);

        // Nothing of a restricted person is acted on, and nothing new is kept of them.
        if (IsHidden(valid.Application.Mobile)) return HomiAnswer.Error(StatusCodes.Status403Forbidden, "No lead can be created for this person", "person_restricted", "The person's data are being erased here. Nothing was created; ask again once the erasure is done or withdrawn.");

        // Written down before the lender is asked: a lead that was created has its consent, over a crash too.
        var kept = consent?.Of(caller.NameOf(), valid.Application.Mobile, consents, now);
        if (kept is not null) await consents.KeepAsync(kept, cancel);

        return await leads.CreateAsync(valid.Application, new(caller.NameOf(), idempotencyKey, kept?.Id ?? ""), cancel) switch
        {
            LeadOutcome.Created created => await CreatedAsync(created.ApplicationId, caller, await NoticeAsync(valid.Application.Mobile, cancel), cancel),
            LeadOutcome.Declined declined => HomiAnswer.Error(StatusCodes.Status400BadRequest, "The lender declined this lead", "lead_declined", declined.Reason),
            LeadOutcome.Unavailable => HomiAnswer.Error(StatusCodes.Status503ServiceUnavailable, "The lender is not available", "lead_unavailable", "Nothing was created; send the same request again later.", retryAfter: TimeSpan.FromSeconds(30)),
            LeadOutcome.Lost => HomiAnswer.Error(StatusCodes.Status502BadGateway, "The lender's answer was lost", "lead_pending", "The lead may exist. Send the same request again later: it never creates a second one.", retryAfter: TimeSpan.FromSeconds(30)),
            LeadOutcome.Undecided => HomiAnswer.Error(StatusCodes.Status502BadGateway, "The lender's answer was lost", "lead_undecided", "The lead may exist; a person is finding out. The same request never creates a second one."),
            LeadOutcome.InProgress busy => HomiAnswer.Error(StatusCodes.Status409Conflict, "This lead is being created", "lead_in_progress", "The same request is under way; send it again later for its result.", retryAfter: busy.Wait),
            LeadOutcome.KeyReused => HomiAnswer.Invalid(new Dictionary<string, string> { ["Idempotency-Key"] = "Idempotency-Key was used for another lead" }),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no end of a lead."),
        };
    }

    public async Task<HomiAnswer> StatusAsync(HomiBody body, ClaimsPrincipal caller, CancellationToken cancel)
    {
        var given = body.Text("mobile_number", "Mobile number") ?? "";
        var applicationId = ChatText.Plain(body.Text("basic_application_id", "Application id") ?? "");
        var mobile = "";
        if (!string.IsNullOrWhiteSpace(given) && !IndianMobile.TryRead(given, out mobile)) body.Faults["mobile_number"] = LeadDraft.MobileRule;
        if (applicationId.Length > 0 && !ApplicationIdRule.IsValid(applicationId)) body.Faults["basic_application_id"] = $"Application id must be at most {ApplicationIdRule.LongestLength} letters, digits, hyphens or underscores";
        if (body.Faults.Count > 0) return HomiAnswer.Invalid(body.Faults);
        if (mobile.Length + applicationId.Length == 0) return HomiAnswer.Error(StatusCodes.Status400BadRequest, "Either mobile number or basic application ID must be provided", "no_identifier", "Give mobile_number, basic_application_id or both.");

        // Of a restricted person nothing is shown, as though nothing were known.
        if (IsHidden(mobile)) return NotFound;

        switch (await enquiry.AskAsync(mobile, applicationId, cancel))
        {
            case LeadStanding.Found { Lead: { } lead } when IsHidden(lead.MobileNumber):
                return NotFound;
            case LeadStanding.Found found:
                return HomiAnswer.Ok(new LeadStatusAnswer(found.Status, $"Your lead status is: {found.Status}", await NotifyAsync(found, caller, cancel)));
            case LeadStanding.Unavailable:
                return HomiAnswer.Error(StatusCodes.Status503ServiceUnavailable, "The lender is not available", "lead_unavailable", "Ask again later.", retryAfter: TimeSpan.FromSeconds(30));
            default:
                return NotFound;
        }
    }

    private async Task<HomiAnswer> CreatedAsync(string applicationId, ClaimsPrincipal caller, string? notice, CancellationToken cancel)
    {
        await audit.ChangedAsync(caller, "lead_create", applicationId, [], cancel);
        return HomiAnswer.Ok(new LeadCreatedAnswer(applicationId, "Lead Created Successfully.", notice));
    }

    private async Task<string?> NotifyAsync(LeadStanding.Found found, ClaimsPrincipal caller, CancellationToken cancel)
    {
        if (found.Lead is not { } lead || !await IsEntitledAsync(caller, lead.MobileNumber, cancel)) return null;

        var notice = await NoticeAsync(lead.MobileNumber, cancel);
        if (notice is null) await enquiry.NotifyAsync(lead, found.Status, cancel);
        return notice;
    }

    /// <summary>Why an applicant gets no message; null when they do.</summary>
    private async Task<string?> NoticeAsync(string mobile, CancellationToken cancel) =>
        subscriptions is not null
        && await subscriptions.RefusesAsync(LeadNotices.Channel, IndianMobile.WhatsApp(mobile), new TemplateMessage(options.Status.Id, "en", []), cancel)
            ? "opted_out"
            : null;

    /// <summary>Whether the caller may make the bot write to this number: it has a key, or the number was verified lately.</summary>
    private async Task<bool> IsEntitledAsync(ClaimsPrincipal caller, string mobile, CancellationToken cancel) =>
        caller.HasKey() || ((await codes.StateOfAsync(mobile, cancel)).VerifiedAt is { } verified && clock.GetUtcNow() - verified <= options.VerifiedFor);

    /// <summary>Whether a number is that of a person who is to be erased.</summary>
    private bool IsHidden(string mobile) => mobile.Length > 0 && restrictions?.Restricts($"{LeadNotices.Channel}:{IndianMobile.WhatsApp(mobile)}") == true;

    private static LeadDraft Draft(HomiBody body) => new()
    {
        LoanType = body.Text("loan_type", "Loan type"),
        Amount = body.Number("loan_amount", "Loan amount"),
        TenureYears = body.Number("loan_tenure", "Loan tenure"),
        Pan = body.Text("pan_number", "PAN number"),
        FirstName = body.Text("first_name", "First name"),
        LastName = body.Text("last_name", "Last name"),
        Gender = body.Text("gender", "Gender"),
        Mobile = body.Text("mobile_number", "Mobile number"),
        Email = body.Text("email", "Email"),
        DateOfBirth = body.Text("dob", "Date of birth"),
        PinCode = body.Text("pin_code", "PIN code"),
    };
}
