using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;

namespace Bot.Products.Leads;

/// <summary>Asks the lender where an application stands, keeps what it says, and may tell the applicant.</summary>
public sealed class LeadEnquiry(ILeadPartner lender, IRecordStore records, ISecrets secrets, ILeadNotices notices, TimeProvider clock, IEngineObserver observer)
{
    private const string NoticeKind = "leadNotice";
    private const int ConflictLimit = 5;

    private static readonly TimeSpan NoticeRest = TimeSpan.FromMinutes(1);

    private readonly LeadRepository _leads = new(records, secrets);

    /// <summary>
    /// Both given: the lender is asked about just these, unless our own record of the application has another number. One given: the other comes from our own
    /// leads, of a number the newest.
    /// </summary>
    /// <param name="mobile">Canonical, or empty.</param>
    /// <param name="applicationId">The lender's id, or empty.</param>
    public async Task<LeadStanding> AskAsync(string mobile, string applicationId, CancellationToken cancel)
    {
        if (applicationId.Length > 0 && !ApplicationIdRule.IsValid(applicationId)) return new LeadStanding.NotFound();

        var stored = applicationId.Length > 0
            ? await _leads.FindAsync(applicationId, cancel).ConfigureAwait(false)
            : await _leads.NewestOfAsync(mobile, cancel).ConfigureAwait(false);
        if (mobile.Length > 0 && stored is not null && stored.Lead.MobileNumber != mobile) return new LeadStanding.NotFound();
        if (mobile.Length == 0 || applicationId.Length == 0)
        {
            if (stored is null) return new LeadStanding.NotFound();
            (mobile, applicationId) = (stored.Lead.MobileNumber, stored.Lead.ApplicationId);
        }

        switch (await lender.StatusAsync(applicationId, mobile, cancel).ConfigureAwait(false))
        {
            case LeadProgress.Found { Status.Length: > 0 } found:
                if (stored is not null) await WriteBackAsync(stored, found.Status, cancel).ConfigureAwait(false);
                return new LeadStanding.Found(found.Status, stored?.Lead);
            case LeadProgress.Unavailable away:
                return new LeadStanding.Unavailable(away.Lasting ? away.Why : null);
            default:
                return new LeadStanding.NotFound();
        }
    }

    /// <summary>Sends the applicant the status, at most once a minute per number. A failure is no failure of the enquiry.</summary>
    public async Task NotifyAsync(Lead lead, string status, CancellationToken cancel)
    {
        try
        {
            var now = clock.GetUtcNow();
            var key = secrets.Hash("lead.notice", lead.MobileNumber);
            var last = await records.FindAsync(NoticeKind, key, cancel).ConfigureAwait(false);
            if (last is not null && now - DateTimeOffset.Parse(last.Body.Trim('"'), CultureInfo.InvariantCulture) < NoticeRest) return;

            var stamp = now.ToString("O", CultureInfo.InvariantCulture);
            if (!await records.ChangeAsync([new(NoticeKind, key, last?.Version ?? 0, $"\"{stamp}\"")], cancel).ConfigureAwait(false)) return;
            await notices.StatusAsync(lead, status, $"leadStatus.{lead.ApplicationId}.{now.UtcTicks.ToString(CultureInfo.InvariantCulture)}", cancel).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            observer.OnError("lead status notice", exception);
        }
    }

    private async Task WriteBackAsync(StoredLead stored, string status, CancellationToken cancel)
    {
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var lead = stored.Lead with { Status = status, UpdatedAt = clock.GetUtcNow() };
            if (await records.ChangeAsync([_leads.Change(lead, stored.Version)], cancel).ConfigureAwait(false)) return;
            if (await _leads.FindAsync(lead.ApplicationId, cancel).ConfigureAwait(false) is not { } newer || newer.Lead.Status == status) return;
            stored = newer;
        }
    }
}

/// <summary>Where an application stands.</summary>
public abstract record LeadStanding
{
    /// <param name="Lead">Our own record of it; null when we have none.</param>
    public sealed record Found(string Status, Lead? Lead) : LeadStanding;

    public sealed record NotFound : LeadStanding;

    /// <param name="LastingFault">For an operator: what has to be mended before it helps; null when that may pass by itself.</param>
    public sealed record Unavailable(string? LastingFault = null) : LeadStanding;
}
