using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Api;

/// <summary>One whole host with API keys for the tests that only ask it.</summary>
public sealed class GuardedHost : IAsyncLifetime
{
    public const string AnyKey = "a-key-for-everything";
    public const string OtpKey = "a-key-for-codes";
    public const string LeadsKey = "a-key-for-leads";

    private BotHost? _host;

    internal BotHost Host => _host ?? throw new InvalidOperationException("The host is not running.");

    public async Task InitializeAsync() => _host = await BotHost.StartAsync(new()
    {
        Settings = new Dictionary<string, string> { ["API_KEYS"] = $"all:{AnyKey},codes:{OtpKey}:otp,crm:{LeadsKey}:leads" },
    });

    public async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class OnGuardedHost : ICollectionFixture<GuardedHost>
{
    public const string Name = "guarded host";
}
