using Bot.Tests.Host.Console;
using Bot.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Desk;

/// <summary>The desk without a mouse.</summary>
[Collection(DeskCollection.Name)]
public sealed class DeskKeyboardTests(DeskBrowser browser)
{
    private DeskHost Desk => browser.Desk;

    [ChromiumFact]
    public async Task Keys_alone_lead_from_the_door_to_an_answer_and_to_handing_back()
    {
        var person = Desk.NewPerson();
        await Desk.SayAsync(person, "loan", "1", "50 lakh", "human");
        await using var page = await browser.OpenAsync();
        var keys = page.Page.Keyboard;

        await Expect(page.Page.GetByLabel("Name")).ToBeFocusedAsync();
        await keys.TypeAsync("asha");
        await keys.PressAsync("Tab");
        await keys.TypeAsync(DeskHost.Password);
        await keys.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync(".inbox");
        await page.TabToAsync(".inbox input[type=search]");
        await keys.TypeAsync(person);
        await keys.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync($".lines[data-search='{person}'] button");
        await page.TabToAsync(".lines button");
        await keys.PressAsync("Enter");
        await Expect(page.Page.Locator(".log")).ToBeFocusedAsync();
        await Expect(page.Place).ToContainTextAsync("Waiting");

        await page.TabToAsync(".head [data-act=take]", back: true);
        await keys.PressAsync("Enter");
        await Expect(page.Place).ToContainTextAsync("with asha");
        await Expect(page.Page.Locator(".composer textarea[name=text]")).ToBeFocusedAsync();
        await keys.TypeAsync("By keys alone");
        await keys.PressAsync("Enter");
        await Expect(page.Page.Locator(".bubble.operator")).ToContainTextAsync("By keys alone");
        await Expect(page.Page.Locator(".composer textarea[name=text]")).ToBeFocusedAsync();
        await Eventually.Holds(async () => await Desk.HeardAsync(person), heard => heard.Contains("By keys alone"));

        // Who is at a button or has chosen something stays so while the person writes.
        await page.TabToAsync(".head [data-act=back]", back: true);
        await Desk.SayAsync(person, "one more thing");
        await Expect(page.Page.Locator(".bubble.person").Last).ToContainTextAsync("one more thing");
        await Expect(page.Page.Locator(".head [data-act=back]")).ToBeFocusedAsync();
        await page.TabToAsync(".handing select");
        await keys.TypeAsync("amount");
        await Expect(page.Page.GetByLabel("Hand back to")).ToHaveValueAsync("amount");
        await Desk.SayAsync(person, "and another");
        await Expect(page.Page.Locator(".bubble.person").Last).ToContainTextAsync("and another");
        await Expect(page.Page.GetByLabel("Hand back to")).ToHaveValueAsync("amount");
        await Expect(page.Page.GetByLabel("Hand back to")).ToBeFocusedAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");

        await Expect(page.Place).Not.ToContainTextAsync("with asha");
        await Expect(page.Page.Locator(".node.now")).ToHaveAttributeAsync("data-state", "amount");
        await Expect(page.Page.Locator(".talk")).ToBeFocusedAsync();
        page.Complaints.Should().BeEmpty();
        await page.TabToAsync("#me button:last-child", back: true);
        await keys.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync("#sign-in");
    }
}
