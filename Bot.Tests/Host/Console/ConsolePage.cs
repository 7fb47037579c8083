using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Console;

/// <summary>The console as a person uses it.</summary>
internal sealed class ConsolePage(IPage page) : WatchedPage(page, "console")
{
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

    /// <summary>How wide the page would have to be for everything that one must see or use. The drawing scrolls by itself.</summary>
    public Task<int> WidthAsync() => Page.EvaluateAsync<int>("""
        () => Math.max(document.scrollingElement.scrollWidth, ...[...document.querySelectorAll('button, input, select, textarea, .bubble, td, th, li')]
          .filter(element => element.checkVisibility() && !element.classList.contains('sr') && !element.closest('.drawing'))
          .map(element => element.getBoundingClientRect())
          .map(box => Math.ceil(Math.max(box.right, innerWidth - box.left))))
        """);
}
