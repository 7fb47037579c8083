using Bot.Tests.Host.Console;
using Microsoft.Playwright;

namespace Bot.Tests.Host.Desk;

/// <summary>One browser and one desk for all tests of its pages; each has a context, and people, of its own.</summary>
public sealed class DeskBrowser : IAsyncLifetime
{
    private HeadlessChromium? _browser;

    internal DeskHost Desk { get; } = new();

    public async Task InitializeAsync()
    {
        if (!ChromiumFactAttribute.IsPossible) return;

        await Desk.InitializeAsync();
        _browser = await HeadlessChromium.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        await Desk.DisposeAsync();
    }

    /// <summary>An operator who has signed in by the page's own door.</summary>
    internal async Task<DeskPage> SignInAsync(string name, int width = 1400, int height = 850, ColorScheme scheme = ColorScheme.Light, bool anyScript = false)
    {
        var page = await OpenAsync(width, height, scheme, anyScript);
        await page.Page.GetByLabel("Name").FillAsync(name);
        await page.Page.GetByLabel("Password").FillAsync(DeskHost.Password);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Page.WaitForSelectorAsync(".inbox");
        return page;
    }

    /// <summary>A browser at the door.</summary>
    /// <param name="anyScript">The page's policy is put out of force, for tools that look at it.</param>
    internal async Task<DeskPage> OpenAsync(int width = 1400, int height = 850, ColorScheme scheme = ColorScheme.Light, bool anyScript = false)
    {
        var page = new DeskPage(await _browser!.OpenAsync(
            new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-IN", BypassCSP = anyScript }));
        await page.Page.GotoAsync(new Uri(Desk.Host.Address, "desk").AbsoluteUri);
        await page.Page.WaitForSelectorAsync("#sign-in");
        return page;
    }
}

/// <summary>Tests of pages that share it.</summary>
[CollectionDefinition(Name)]
public sealed class DeskCollection : ICollectionFixture<DeskBrowser>
{
    public const string Name = "desk pages";
}

/// <summary>The desk as an operator uses it.</summary>
internal sealed class DeskPage(IPage page) : WatchedPage(page, "desk")
{
    public ILocator Bubbles => Page.Locator(".bubble");

    public ILocator Place => Page.Locator(".head .place");

    /// <summary>Opens the conversation of a person by a search for the number.</summary>
    public async Task OpenAsync(string person)
    {
        await Page.Locator(".inbox input[type=search]").FillAsync(person);
        await Page.Locator(".inbox input[type=search]").PressAsync("Enter");
        await Page.WaitForSelectorAsync($".lines[data-search='{person}'] button");
        await Page.Locator(".lines button").First.ClickAsync();
        await Page.WaitForSelectorAsync(".head h2");
    }

    /// <summary>Presses Tab until something is focused.</summary>
    /// <param name="back">With Shift.</param>
    public async Task TabToAsync(string selector, bool back = false)
    {
        const int MostStops = 40;
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await Page.Locator(selector).First.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await Page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
        }

        throw new InvalidOperationException($"{selector} cannot be reached with the keyboard.");
    }

    /// <summary>How wide the page would have to be for everything that one must see or use; drawings and tables scroll by themselves.</summary>
    public Task<int> WidthAsync() => Page.EvaluateAsync<int>("""
        () => Math.max(document.scrollingElement.scrollWidth, ...[...document.querySelectorAll('button, input, select, textarea, .bubble, dd, li')]
          .filter(element => element.checkVisibility() && !element.closest('.drawing, .wide'))
          .map(element => Math.ceil(element.getBoundingClientRect().right)))
        """);
}
