using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Console;

/// <summary>Hands on one phone of the page. Every act waits until the machine stands where it should and the answer is on the screen.</summary>
internal sealed class ConsolePhoneDriver(ConsolePage page, ILocator element)
{
    public ILocator Element => element;

    public ILocator Replies => element.Locator(".bubble.theirs");

    public ILocator Field => element.GetByLabel("Message", new() { Exact = true });

    public ILocator Status => element.Locator(".status");

    private ILocator Offer => element.Locator(".offer").Last;

    public Task SayAsync(string text, string state) => ActAsync(state, () => WriteAsync(text));

    public async Task WriteAsync(string text)
    {
        await Field.FillAsync(text);
        await Field.PressAsync("Enter");
    }

    /// <summary>The code that the text message on top of the screen brings.</summary>
    public Task EnterCodeAsync(string state) => ActAsync(state, async () =>
    {
        await element.Locator(".banner").GetByRole(AriaRole.Button, new() { Name = "Use " }).ClickAsync();
        await Field.PressAsync("Enter");
    });

    /// <summary>Taps a button, or a row of the list, of the last message that offers any.</summary>
    public Task TapAsync(int index, string state) => ActAsync(state, () => TapAsync(offered => offered.Nth(index)));

    public Task TapAsync(string label, string state) => ActAsync(state, () => TapAsync(offered => offered.Filter(new() { HasText = label }).First));

    public Task PhotoAsync(string state) => ActAsync(state, async () =>
    {
        await element.GetByLabel("Send a photo").ClickAsync();
        await element.GetByRole(AriaRole.Button, new() { Name = "Sample photo" }).ClickAsync();
    });

    public Task UploadAsync(string name, string type, byte[] bytes, string state) => ActAsync(state, () =>
        element.GetByLabel("Photo from disk").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = bytes }));

    public async Task ActAsync(string state, Func<Task> act)
    {
        var before = await Replies.CountAsync();
        await act();
        await Expect(Replies.Nth(before)).ToBeAttachedAsync();
        await Expect(page.State).ToHaveTextAsync(state);
        await Expect(Status).ToHaveTextAsync("online");
    }

    private async Task TapAsync(Func<ILocator, ILocator> choose)
    {
        var list = Offer.Locator(".action.open");
        if (await list.CountAsync() > 0)
        {
            await list.ClickAsync();
            await choose(element.Locator(".sheet .row")).ClickAsync();
        }
        else
        {
            await choose(Offer.Locator(".action")).ClickAsync();
        }
    }
}
