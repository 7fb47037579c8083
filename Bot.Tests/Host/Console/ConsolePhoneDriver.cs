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

    /// <summary>Sends the sample photo; among photos one by one nothing is said until the last is in.</summary>
    public async Task PhotoAsync(string state)
    {
        await element.GetByLabel("Send a photo").ClickAsync();
        await element.GetByRole(AriaRole.Button, new() { Name = "Sample photo" }).ClickAsync();
        await Expect(page.State).ToHaveTextAsync(state);
    }

    public async Task UploadAsync(string name, string type, byte[] bytes, string state)
    {
        await element.GetByLabel("Photo from disk").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = bytes });
        await Expect(page.State).ToHaveTextAsync(state);
    }

    /// <summary>Something else than a message happens; the host has taken it when the page notes it.</summary>
    /// <param name="value">What is written beside the button; empty for a button alone.</param>
    public async Task HappenAsync(string label, string value = "")
    {
        await OpenHappeningsAsync();
        if (value.Length > 0)
        {
            var form = element.GetByRole(AriaRole.Form, new() { Name = label, Exact = true });
            await form.GetByRole(AriaRole.Textbox).FillAsync(value);
            await form.GetByRole(AriaRole.Button).ClickAsync();
        }
        else
        {
            await RowAsync(label);
        }
    }

    /// <summary>From here on the provider tells another address of the person.</summary>
    public async Task SpeakAsync(string way)
    {
        await OpenHappeningsAsync();
        await RowAsync(way);
    }

    /// <summary>Sends one of the files that are no good photo.</summary>
    public async Task FileAsync(string label)
    {
        await element.GetByLabel("Send a photo").ClickAsync();
        await RowAsync(label);
    }

    /// <summary>The labels of everything that can happen on this phone, in their order; each with whether it asks for a value.</summary>
    public async Task<IReadOnlyList<(string Label, bool Asks)>> HappeningsAsync()
    {
        await OpenHappeningsAsync();
        var rows = await element.Locator(".sheet .row:not([aria-pressed])").AllAsync();
        var labels = new List<(string, bool)>();
        foreach (var row in rows)
        {
            var asked = await row.GetAttributeAsync("aria-label");
            labels.Add((asked ?? await row.InnerTextAsync(), asked is not null));
        }

        await page.Page.Keyboard.PressAsync("Escape");
        return labels;
    }

    private Task OpenHappeningsAsync() => element.GetByRole(AriaRole.Button, new() { Name = "Something else happens", Exact = true }).ClickAsync();

    private Task RowAsync(string label) =>
        element.Locator(".sheet button.row").Filter(new() { Has = page.Page.GetByText(label, new() { Exact = true }) }).ClickAsync();

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
