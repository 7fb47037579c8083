namespace Bot.Tests.Support.Hosts;

/// <summary>What a test's host is to be. By default: in this process, on a new SQLite file, with everything sandboxed and without the console.</summary>
internal sealed record BotHostOptions
{
    /// <summary>What every webhook is signed with.</summary>
    public const string WebhookSecret = "test-secret";

    public const string SecretKey = "a key of sixteen characters or more";

    /// <summary>A process of its own rather than part of this one: it can be killed.</summary>
    public bool AsProcess { get; init; }

    /// <summary>Settings by the names of env.example; they go before those that every test's host has.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it keeps what it writes, and which outlives it; null: a folder of its own.</summary>
    public string? Folder { get; init; }

    /// <summary>An SQLite file to begin with a copy of.</summary>
    public string? CopyOf { get; init; }

    /// <summary>On a copy of the product's flows in its folder, for tests that write into them.</summary>
    public bool CopiesFlows { get; init; }

    /// <summary>All settings of a host in <paramref name="folder"/>. The system chooses the port.</summary>
    public IReadOnlyDictionary<string, string> AllSettings(string folder)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["HOST"] = "127.0.0.1",
            ["PORT"] = "0",
            ["DATABASE_URL"] = Path.Combine(folder, "bot.db"),
            ["SECRET_KEY"] = SecretKey,
            ["CONSOLE"] = "false",
            ["WHATSAPP_APP_SECRET"] = WebhookSecret,
            ["GUPSHUP_WEBHOOK_TOKEN"] = WebhookSecret,
            ["INTERAKT_WEBHOOK_SECRET"] = WebhookSecret,
        };
        foreach (var (name, value) in Settings) all[name] = value;
        return all;
    }
}
