using Bot.Host.Persons;
using Bot.Storage.Abstractions;
using Bot.Tests.Host.Console;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Desk;

/// <summary>The pages of the desk beside conversations, in a real Chromium.</summary>
[Collection(DeskCollection.Name)]
public sealed class CarePageTests(DeskBrowser browser)
{
    private DeskHost Desk => browser.Desk;

    private IStore Store => Desk.Host.Services.GetRequiredService<IStore>();

    [ChromiumFact]
    public async Task A_letter_is_opened_and_resolved_with_a_note()
    {
        var person = Desk.NewPerson();
        await Store.AddDeadLetterAsync(new($"poison.page.{person[^4..]}x", $"meta:{person}", "poison", $"no agent {person[2..]}", "   at Bot", DateTimeOffset.UtcNow), default);
        await using var page = await browser.SignInAsync("kiran");
        await page.PressAsync("Dead letters");
        await page.Page.GetByLabel("Kind", new() { Exact = true }).SelectOptionAsync("poison");
        await page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "no agent" }).GetByRole(AriaRole.Button, new() { Name = "Open" }).First.ClickAsync();

        var card = page.Page.Locator(".letter");
        await Expect(card).ToContainTextAsync("XXXX");
        await Expect(card).Not.ToContainTextAsync(person[2..]);
        await card.GetByRole(AriaRole.Button, new() { Name = "Show (personal)" }).ClickAsync();
        await Expect(card).ToContainTextAsync(person[2..]);
        await card.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Expect(page.Page.Locator("#notice")).ToContainTextAsync("with a note");
        await card.GetByLabel("Note: what was done, or found out").FillAsync("mended in 2.4");
        await page.KeepPictureAsync("letter");
        await card.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();

        await Expect(page.Page.Locator("#notice")).ToContainTextAsync("Letter resolved");
        await Expect(card).ToHaveCountAsync(0);
        await page.Page.GetByLabel("Dealt with").CheckAsync();
        await page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "no agent" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(card).ToContainTextAsync("mended in 2.4");
    }

    [ChromiumFact]
    public async Task A_key_is_shown_once_and_revoked_with_a_second_press()
    {
        await using var page = await browser.SignInAsync("kiran");
        await page.PressAsync("API keys");
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("crm");
        await page.Page.GetByLabel("letters", new() { Exact = true }).CheckAsync();
        await page.PressAsync("Make a key");
        await Expect(page.Page.Locator(".once code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9a-f]{64}$"));
        var key = await page.Page.Locator(".once code").TextContentAsync();
        (await Desk.Host.GetAsync("/keys", key!)).Status.Should().Be(403, "it may do less");
        await Expect(page.Page.GetByText("Everything in the database is sealed with one key.")).ToBeVisibleAsync();

        await page.PressAsync("Revoke");
        (await Desk.Host.GetAsync("/keys", key!)).Status.Should().Be(403, "it was asked first");
        await page.PressAsync("Really revoke crm?");

        await Expect(page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "crm" })).ToContainTextAsync("revoked");
        (await Desk.Host.GetAsync("/keys", key!)).Status.Should().NotBe(403, "it is known no more; this machine is let in without one in Development");
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumFact]
    public async Task A_person_is_erased_in_two_steps_and_the_receipt_is_shown_and_saved()
    {
        var person = Desk.NewPerson();
        await Desk.SayAsync(person, "loan", "1", "50 lakh");
        await using var page = await browser.SignInAsync("nisha", 1200, 1000);
        await page.PressAsync("Person");
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Mobile number or session" }).FillAsync(person);
        await page.PressAsync("Show");
        await Expect(page.Page.Locator(".card")).ToContainTextAsync("turns");
        var saved = await page.Page.RunAndWaitForDownloadAsync(() => page.PressAsync("Save everything as file"));
        (await File.ReadAllTextAsync((await saved.PathAsync())!)).Should().Contain(person);

        await page.Page.GetByLabel("Why, without personal values").FillAsync("asked by e-mail");
        await page.Page.GetByLabel("The number or session once more").FillAsync("919800000000");
        await page.PressAsync("Restrict now, erase later");
        await Expect(page.Page.Locator("#notice")).ToContainTextAsync("the same both times");
        await page.Page.GetByLabel("The number or session once more").FillAsync(person);
        await page.PressAsync("Restrict now, erase later");
        await Expect(page.Page.Locator(".card h3")).ToHaveTextAsync("Receipt: restricted");
        var id = await page.Page.Locator(".card dd").First.TextContentAsync();
        var persons = Desk.Host.Services.GetRequiredService<PersonService>();
        await Eventually.Holds(async () =>
        {
            await persons.PurgeDueAsync(default);
            return (await persons.ErasureAsync(id!, default))!.DoneAt;
        }, done => done is not null);

        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Number of the erasure" }).FillAsync(id!);
        await page.PressAsync("Receipt");
        await Expect(page.Page.Locator(".card h3")).ToHaveTextAsync("Receipt: erased");
        await Expect(page.Page.Locator(".card")).Not.ToContainTextAsync(person[2..]);
        await page.KeepPictureAsync("erasure");
        page.Complaints.Should().OnlyContain(complaint => complaint.Contains("422", StringComparison.Ordinal), "the refused step is one");
    }

    [ChromiumFact]
    public async Task A_breach_is_written_down_beside_what_is_kept_how_long()
    {
        await using var page = await browser.SignInAsync("nisha");
        await page.PressAsync("Retention");
        await Expect(page.Page.GetByRole(AriaRole.Cell, new() { Name = "TRANSCRIPT_DAYS" })).ToBeVisibleAsync();

        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "What happened, without personal values" }).FillAsync("a backup lay open");
        await page.Page.GetByLabel("People concerned").FillAsync("120");
        await page.PressAsync("Write down");

        await Expect(page.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "a backup lay open" })).ToContainTextAsync("nisha");
    }

    [ChromiumFact]
    public async Task All_of_it_fits_into_360_pixels_and_is_in_Hindi_too()
    {
        await Desk.AddAsync("both", "manage", "privacy");
        await Store.AddDeadLetterAsync(new("call.narrow.1", "", "call", "a reason without a blank_that_is_rather_long_to_see_whether_it_wraps", "", DateTimeOffset.UtcNow), default);
        await using var page = await browser.SignInAsync("both", 360, 740);
        foreach (var (area, shown) in new[] { ("Dead letters", ".care td"), ("Person", ".care form"), ("Retention", ".care td"), ("API keys", ".care fieldset") })
        {
            await page.PressAsync(area);
            await Expect(page.Page.Locator(shown).First).ToBeVisibleAsync();
            (await page.WidthAsync()).Should().Be(360, area);
        }

        await page.PressAsync("हिन्दी");
        await page.PressAsync("अवधि");
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "उल्लंघन" })).ToBeVisibleAsync();
    }

    [ChromiumFact]
    public async Task The_keyboard_is_enough()
    {
        await Store.AddDeadLetterAsync(new("human.keys.1", "", "human", "to be mended by keys", "", DateTimeOffset.UtcNow), default);
        await using var page = await browser.SignInAsync("kiran");
        await page.TabToAsync("#areas button[data-area=letters]");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator(".care td").First).ToBeVisibleAsync();
        await page.Page.GetByLabel("Kind", new() { Exact = true }).SelectOptionAsync("human");
        await Expect(page.Page.Locator(".care td").First).ToHaveTextAsync("to be mended");
        await page.TabToAsync(".care td button");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator(".letter")).ToBeFocusedAsync();
        await page.TabToAsync(".letter textarea");
        await page.Page.Keyboard.TypeAsync("by keyboard alone");
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");

        await Expect(page.Page.Locator("#notice")).ToContainTextAsync("Letter resolved");
    }
}
