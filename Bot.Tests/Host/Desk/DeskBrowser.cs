using Bot.Tests.Host.Console;
using Bot.Tests.Support;
using Microsoft.Playwright;

namespace Bot.Tests.Host.Desk;

/// <summary>One browser and one desk for all tests of its pages; each has a context, and people, of its own.</summary>
public sealed class DeskBrowser : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Patience for machines with better things to do; nothing waits that long when all is well.</summary>
    private const float Patience = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal DeskHost Desk { get; } = new();

    public async Task InitializeAsync()
    {
        if (!ChromiumFactAttribute.IsPossible) return;

        await Desk.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Chromium, Args = Arguments });
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
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
        var context = await _browser!.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, Locale = "en-IN", BypassCSP = anyScript });
        context.SetDefaultTimeout(Patience);
        var page = new DeskPage(await context.NewPageAsync());
        await page.Page.GotoAsync(new Uri(Desk.Host.Address, "desk").AbsoluteUri);
        await page.Page.WaitForSelectorAsync("#sign-in");
        return page;
    }
}

/// <summary>The desk as an operator uses it. What the browser complains about on the way is collected.</summary>
internal sealed class DeskPage : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    public DeskPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _complaints.Add(message.Text); };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Bubbles => Page.Locator(".bubble");

    public ILocator Place => Page.Locator(".head .place");

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Opens the conversation of a person by a search for the number.</summary>
    public async Task OpenAsync(string person)
    {
        await Page.Locator(".inbox input[type=search]").FillAsync(person);
        await Page.Locator(".inbox input[type=search]").PressAsync("Enter");
        await Page.WaitForSelectorAsync($".lines[data-search='{person}'] button");
        await Page.Locator(".lines button").First.ClickAsync();
        await Page.WaitForSelectorAsync(".head h2");
    }

    /// <summary>A picture beside the results; those of the documents are made of them.</summary>
    public Task KeepPictureAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "artifacts")).FullName;
        return Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"desk-{name}.png") });
    }

    /// <summary>How wide the page would have to be for everything that one must see or use; drawings and tables scroll by themselves.</summary>
    public Task<int> WidthAsync() => Page.EvaluateAsync<int>("""
        () => Math.max(document.scrollingElement.scrollWidth, ...[...document.querySelectorAll('button, input, select, textarea, .bubble, dd, li')]
          .filter(element => element.checkVisibility() && !element.closest('.drawing, .wide'))
          .map(element => Math.ceil(element.getBoundingClientRect().right)))
        """);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
