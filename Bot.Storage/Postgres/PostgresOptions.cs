using Microsoft.Extensions.Options;

namespace Bot.Storage.Postgres;

/// <summary>How the PostgreSQL store works.</summary>
public sealed record PostgresOptions
{
    /// <summary>
    /// The server and the database as libpq writes them: <c>postgresql://user:password@host:5432/database?sslmode=require</c>. Set by <c>DATABASE_URL</c>;
    /// there is no default.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// Folder on this host's own disk for <c>spool.db</c>: what webhooks bring while the server is away. Default <c>./data</c>. Hosts may share a folder; each
    /// takes a file of its own.
    /// </summary>
    public string SpoolFolder { get; set; } = "./data";

    /// <summary>
    /// Largest size of the spool, in bytes. Default 512 MB: some 800,000 short messages. Beyond that webhooks are answered with 503 and delivered again.
    /// </summary>
    public long SpoolSizeLimit { get; set; } = 512L << 20;

    /// <summary>Never the password.</summary>
    public override string ToString() => nameof(PostgresOptions);
}

/// <summary>Reports every fault of <see cref="PostgresOptions"/> at once.</summary>
internal sealed class PostgresOptionsValidator : IValidateOptions<PostgresOptions>
{
    private const long SmallestSpool = 1 << 20;

    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        string?[] faults =
        [
            FaultOf(options.Url),
            string.IsNullOrWhiteSpace(options.SpoolFolder) ? $"{nameof(PostgresOptions)}.{nameof(options.SpoolFolder)} names no folder." : null,
            options.SpoolSizeLimit < SmallestSpool ? $"{nameof(PostgresOptions)}.{nameof(options.SpoolSizeLimit)} must be at least {SmallestSpool} bytes, not {options.SpoolSizeLimit}." : null,
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? FaultOf(string url)
    {
        if (!url.Contains("://", StringComparison.Ordinal)) return "DATABASE_URL: write postgresql://user:password@host:5432/database.";
        return PostgresConnection.TryParse(url, out _, out var fault) ? null : fault;
    }
}
