using Bot.Products.Notices;
using Microsoft.Extensions.Options;

namespace Bot.Products.Leads;

/// <summary>How leads are taken to the lender, and how applicants are told.</summary>
public sealed record LeadOptions
{
    /// <summary>Names this process in the intents it works on. Unique per process start; there is no default.</summary>
    public string Owner { get; set; } = "";

    /// <summary>How long another process may be at an intent before it is taken for dead. Default 60 seconds: longer than the lender may take to answer, twice.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often an answer is looked for before a person decides. Default 12: some minutes at one look each half minute.</summary>
    public int AskLimit { get; set; } = 12;

    /// <summary>Oldest lead whose applicant is still told of it. Default 1 hour: a later message would puzzle rather than please.</summary>
    public TimeSpan AnnounceWithin { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The template that tells of a new lead; parameters: name, application id. Set by <c>GUPSHUP_LEAD_CREATION_TEMPLATE_ID</c> and <c>GUPSHUP_LEAD_CREATION_SRC_NAME</c>. Default: an id that only the sandbox takes.</summary>
    public NoticeTemplate CreatedTemplate { get; set; } = new("sandbox-lead-created");

    /// <summary>The template that tells where a lead stands; parameters: name, status. Set by <c>GUPSHUP_LEAD_STATUS_TEMPLATE_ID</c> and <c>GUPSHUP_LEAD_STATUS_SRC_NAME</c>. Default: an id that only the sandbox takes.</summary>
    public NoticeTemplate StatusTemplate { get; set; } = new("sandbox-lead-status");
}

/// <summary>Reports every fault of <see cref="LeadOptions"/> at once.</summary>
internal sealed class LeadOptionsValidator : IValidateOptions<LeadOptions>
{
    public ValidateOptionsResult Validate(string? name, LeadOptions options)
    {
        string?[] faults =
        [
            string.IsNullOrWhiteSpace(options.Owner) ? $"{nameof(LeadOptions)}.{nameof(options.Owner)} must name this process; make it unique per start." : null,
            options.Lease <= TimeSpan.Zero ? $"{nameof(LeadOptions)}.{nameof(options.Lease)} must be above 0." : null,
            options.AskLimit < 1 ? $"{nameof(LeadOptions)}.{nameof(options.AskLimit)} must be at least 1, not {options.AskLimit}." : null,
            options.AnnounceWithin < TimeSpan.Zero ? $"{nameof(LeadOptions)}.{nameof(options.AnnounceWithin)} must not be negative." : null,
            options.CreatedTemplate.Id.Length == 0 ? "GUPSHUP_LEAD_CREATION_TEMPLATE_ID: names no template; write the UUID of the approved one" : null,
            options.StatusTemplate.Id.Length == 0 ? "GUPSHUP_LEAD_STATUS_TEMPLATE_ID: names no template; write the UUID of the approved one" : null,
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
