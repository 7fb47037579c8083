namespace Bot.Products.OneTimeCodes;

/// <summary>What one-time codes are for. Keeps codes of different things apart in the store, and names their <see cref="OneTimeCodeService"/> in the container.</summary>
public static class CodePurpose
{
    /// <summary>Agents open the bot.</summary>
    public const string Login = "login";

    /// <summary>Applicants prove their number in the lead flow.</summary>
    public const string Lead = "lead";

    /// <summary>Other programs prove numbers over the HTTP API.</summary>
    public const string Api = "api";
}
