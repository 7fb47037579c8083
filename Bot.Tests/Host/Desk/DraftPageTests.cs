using Bot.Tests.Host.Console;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Desk;

/// <summary>What an operator is writing, where it cannot be sent.</summary>
[Collection(DeskCollection.Name)]
public sealed class DraftPageTests(DeskBrowser browser)
{
    [ChromiumFact]
    public async Task What_could_not_be_sent_comes_back_before_what_was_written_since_though_another_conversation_is_open_by_then()
    {
        var (one, other) = (browser.Desk.NewPerson(), browser.Desk.NewPerson());
        foreach (var person in new[] { one, other }) await browser.Desk.SayAsync(person, "loan", "1");
        await using var page = await browser.SignInAsync("meera");
        var (text, note) = (page.Page.Locator(".composer textarea[name=text]"), page.Page.Locator("textarea[name=note]"));
        var (send, add) = (page.Page.Locator(".composer button[type=submit]"), page.Page.Locator("form:has(textarea[name=note]) button"));
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var act in new[] { "write", "notes" }) await page.Page.RouteAsync($"**/{act}", RefuseAsync);

        await page.OpenAsync(one);
        await text.FillAsync("Sent first");
        await text.PressAsync("Enter");
        await text.FillAsync("written since");
        await note.FillAsync("Noted first");
        await add.ClickAsync();
        await note.FillAsync("noted since");
        await page.OpenAsync(other);
        await Expect(text).ToHaveValueAsync("");
        held.SetResult();
        await Expect(send).ToBeEnabledAsync();
        await Expect(add).ToBeEnabledAsync();
        await page.OpenAsync(one);

        await Expect(text).ToHaveValueAsync("Sent first\nwritten since");
        await Expect(note).ToHaveValueAsync("Noted first\nnoted since");

        async Task RefuseAsync(IRoute route)
        {
            await held.Task;
            await route.FulfillAsync(new() { Status = 409, ContentType = "application/json", Body = """{"message":"Not now."}""" });
        }
    }
}
