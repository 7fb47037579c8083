using System.Globalization;
using System.Net.Http.Json;
using Bot.Tests.Support.Hosts;
using Microsoft.Playwright;

namespace Bot.Tests.Host.Console;

/// <summary>One browser and one host for all tests of the page. Every test has a context of its own, with phones whose numbers no other test uses.</summary>
public sealed class ConsoleBrowser : IAsyncLifetime
{
    private HeadlessChromium? _browser;
    private BotHost? _host;
    private int _phones;

    internal BotHost Host => _host ?? throw new InvalidOperationException("The host is not running.");

    public async Task InitializeAsync()
    {
        if (!ChromiumFactAttribute.IsPossible) return;

        _host = await BotHost.StartAsync(new() { AsProcess = true, CopiesFlows = true, Settings = new Dictionary<string, string> { ["CONSOLE"] = "true" } });
        _browser = await HeadlessChromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
    }

    /// <summary>The page as it is when it is opened for the first time.</summary>
    /// <param name="host">The host it is opened at; null for the one of all tests.</param>
    internal async Task<ConsolePage> OpenAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light, BotHost? host = null)
    {
        var address = (host ?? Host).Address;
        // The agents of the sandbox may be sent a few codes an hour only: each test lives some hours after the one before.
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Bot-Console", "1");
        (await client.PostAsJsonAsync(new Uri("/console/clock", UriKind.Relative), new { seconds = 2 * 3600 })).EnsureSuccessStatusCode();

        var page = new ConsolePage(await _browser!.OpenAsync(
            new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, AcceptDownloads = true }));
        await page.Page.GotoAsync(address.AbsoluteUri);

        // The page has begun when it shows a view.
        await page.Page.WaitForSelectorAsync("body[data-view]");
        return page;
    }

    internal string NewNumber() => string.Create(CultureInfo.InvariantCulture, $"91970000{Interlocked.Increment(ref _phones):0000}");
}

[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleBrowser>
{
    public const string Name = "console";
}
