using Bot.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Console;

/// <summary>The console as a person uses it. What the browser complains about on the way is collected.</summary>
internal sealed class ConsolePage : IAsyncDisposable
{
    private readonly List<string> _complaints = [];

    public ConsolePage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _complaints.Add(message.Text); };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, refusals of the content security policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator State => Page.Locator(".where .state");

    public ILocator Notice => Page.Locator("#notice");

    /// <summary>Adds a phone and leaves it the only one, if it is to be alone.</summary>
    public async Task<ConsolePhoneDriver> PhoneAsync(string number, string channel = "gupshup", bool alone = true)
    {
        await Page.GetByLabel("Number").FillAsync(number);
        await Page.GetByLabel("Channel").SelectOptionAsync(channel);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add phone" }).ClickAsync();
        var phone = new ConsolePhoneDriver(this, Page.Locator($"[data-conversation='{channel}:{number}']"));
        await Expect(phone.Element).ToBeVisibleAsync();
        if (alone) await Page.Locator(".phone").First.GetByRole(AriaRole.Button, new() { Name = "Remove phone" }).ClickAsync();
        return phone;
    }

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>A picture beside the results; none goes into the repository.</summary>
    public Task KeepPictureAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "artifacts")).FullName;
        return Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"console-{name}.png") });
    }

    /// <summary>How wide the page would have to be for everything that one must see or use. The drawing scrolls by itself.</summary>
    public Task<int> WidthAsync() => Page.EvaluateAsync<int>("""
        () => Math.max(document.scrollingElement.scrollWidth, ...[...document.querySelectorAll('button, input, select, textarea, .bubble, td, th, li')]
          .filter(element => element.checkVisibility() && !element.classList.contains('sr') && !element.closest('.drawing'))
          .map(element => element.getBoundingClientRect())
          .map(box => Math.ceil(Math.max(box.right, innerWidth - box.left))))
        """);

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
