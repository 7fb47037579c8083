using Bot.Storage.Abstractions;
using Bot.Tests.Host.Console;
using Bot.Tests.Host.DirectLine;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Desk;

/// <summary>The desk in a real Chromium, with people on phones at the other end.</summary>
[Collection(DeskCollection.Name)]
public sealed class DeskPageTests(DeskBrowser browser)
{
    private DeskHost Desk => browser.Desk;

    [ChromiumFact]
    public async Task A_day_in_an_operators_life()
    {
        var person = Desk.NewPerson();
        await Desk.SayAsync(person, "loan", "1", "35 lakh", "20", "Ravi", "Kumar", "BCDPK4321F");
        await using var page = await browser.SignInAsync("asha");
        await Desk.SayAsync(person, "human");

        // Pushed, not asked for.
        await Expect(page.Page.Locator(".lines .waits").First).ToBeVisibleAsync();
        await page.OpenAsync(person);
        await Expect(page.Bubbles.Filter(new() { HasText = "•••" })).ToHaveCountAsync(4);
        await Expect(page.Page.Locator("aside")).ToContainTextAsync("pan");
        await Expect(page.Page.Locator(".node.now")).ToHaveAttributeAsync("data-state", "email");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show: pan" }).ClickAsync();
        await Expect(page.Page.Locator("aside .answers")).ToContainTextAsync("BCDPK4321F");

        await page.PressAsync("Take over");
        await Expect(page.Place).ToContainTextAsync("with asha");
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync("Good morning, how can I help?");
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).PressAsync("Enter");
        await Expect(page.Page.Locator(".bubble.operator")).ToContainTextAsync("Good morning, how can I help?");
        await Eventually.Holds(async () => await Desk.HeardAsync(person), heard => heard.Contains("Good morning, how can I help?"));
        await Desk.SayAsync(person, "where do I see the rate?");
        await Expect(page.Page.Locator(".bubble.person").Last).ToContainTextAsync("where do I see the rate?");
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Note for colleagues" }).FillAsync("Asked for the rate");
        await page.PressAsync("Add");
        await Expect(page.Page.Locator(".notes")).ToContainTextAsync("Asked for the rate");
        await page.KeepPictureAsync("conversation");
        await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in this conversation" }).FillAsync("the rate");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Bubbles).ToHaveCountAsync(1);
        await page.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search in this conversation" }).FillAsync("");
        await Expect(page.Bubbles.Nth(5)).ToBeVisibleAsync();

        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Answer for the person: email" }).FillAsync("ravi@example.com");
        await page.PressAsync("Set");
        await Expect(page.Page.Locator(".done").Last).ToContainTextAsync("asha answered for the person");
        await Expect(page.Place).Not.ToContainTextAsync("with asha");
        await page.PressAsync("Take over");
        await page.Page.GetByLabel("Hand back to").SelectOptionAsync("amount");
        await page.Page.Locator(".handing").GetByRole(AriaRole.Button, new() { Name = "Hand back" }).ClickAsync();
        await Expect(page.Page.Locator(".node.now")).ToHaveAttributeAsync("data-state", "amount");
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumFact]
    public async Task What_is_written_for_one_person_never_stands_in_the_field_of_another_and_enter_twice_sends_once()
    {
        var (one, other) = (Desk.NewPerson(), Desk.NewPerson());
        foreach (var person in new[] { one, other }) await Desk.SayAsync(person, "loan", "1");
        await using var page = await browser.SignInAsync("meera");
        var (text, note) = (page.Page.Locator(".composer textarea[name=text]"), page.Page.Locator("textarea[name=note]"));
        await page.OpenAsync(one);
        await text.FillAsync("For the first one");
        await note.FillAsync("About the first one");
        await page.Page.Locator(".question input").FillAsync("50 lakh");

        await page.OpenAsync(other);
        await Expect(text).ToHaveValueAsync("");
        await Expect(note).ToHaveValueAsync("");
        await Expect(page.Page.Locator(".question input")).ToHaveValueAsync("");
        await text.FillAsync("For the second one");
        await page.OpenAsync(one);
        await Expect(text).ToHaveValueAsync("For the first one");
        await Expect(note).ToHaveValueAsync("About the first one");

        await text.PressAsync("Enter");
        await text.PressAsync("Enter");
        await text.PressSequentiallyAsync("typed at once");
        await Expect(page.Page.Locator(".bubble.operator")).ToContainTextAsync("For the first one");
        await Expect(text).ToHaveValueAsync("typed at once");
        await Eventually.Holds(async () => await Desk.HeardAsync(one), heard => heard.Contains("For the first one"));
        (await Desk.HeardAsync(one)).Count(said => said == "For the first one").Should().Be(1);
        (await Desk.HeardAsync(other)).Should().NotContain(said => said.StartsWith("For the"));
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumFact]
    public async Task A_wrong_password_is_told_and_signing_out_leads_to_the_door()
    {
        await using var page = await browser.OpenAsync();
        await page.Page.GetByLabel("Name").FillAsync("meera");
        await page.Page.GetByLabel("Password").FillAsync("wrong");
        await page.Page.GetByLabel("Password").PressAsync("Enter");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");

        await page.Page.GetByLabel("Password").FillAsync(DeskHost.Password);
        await page.Page.GetByLabel("Password").PressAsync("Enter");
        await page.Page.WaitForSelectorAsync(".inbox");
        await page.PressAsync("Sign out");
        await page.Page.WaitForSelectorAsync("#sign-in");
        await page.Page.GotoAsync(new Uri(Desk.Host.Address, "desk").AbsoluteUri);
        await page.Page.WaitForSelectorAsync("#sign-in");
    }

    [ChromiumFact]
    public async Task One_who_only_watches_has_nothing_to_press()
    {
        var person = Desk.NewPerson();
        await Desk.SayAsync(person, "loan", "1");
        await using var page = await browser.SignInAsync("ravi", scheme: ColorScheme.Dark);

        await page.OpenAsync(person);

        await Expect(page.Bubbles.First).ToBeVisibleAsync();
        foreach (var button in new[] { "Take over", "Send", "Add", "Set" })
            await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true })).ToHaveCountAsync(0);
        await Expect(page.Page.Locator("aside .facts")).ToContainTextAsync("XXXX");
    }

    [ChromiumFact]
    public async Task The_pages_are_in_Hindi_where_that_is_chosen()
    {
        await using var page = await browser.OpenAsync();
        await page.PressAsync("हिन्दी");
        await page.Page.GetByLabel("नाम").FillAsync("kiran");
        await page.Page.GetByLabel("पासवर्ड").FillAsync(DeskHost.Password);
        await page.PressAsync("साइन इन करें");

        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "डेस्क" })).ToBeVisibleAsync();
        await page.PressAsync("ऑडिट लॉग");
        await Expect(page.Page.Locator(".good")).ToHaveTextAsync("लॉग पूरा है।");
        (await page.Page.Locator("html").GetAttributeAsync("lang")).Should().Be("hi");
        await page.KeepPictureAsync("audit-hi");
    }

    [ChromiumFact]
    public async Task Everything_fits_into_360_pixels()
    {
        var person = Desk.NewPerson();
        await Desk.SayAsync(person, "loan", "1", "human");
        await using var page = await browser.SignInAsync("kiran", 360, 740);
        (await page.WidthAsync()).Should().Be(360);
        await page.KeepPictureAsync("narrow-inbox");

        await page.OpenAsync(person);
        await Expect(page.Page.Locator(".inbox")).ToBeHiddenAsync();
        (await page.WidthAsync()).Should().Be(360);
        await page.KeepPictureAsync("narrow-conversation");
        await page.Page.Locator(".talk .narrow").ClickAsync();
        await Expect(page.Page.Locator(".inbox")).ToBeVisibleAsync();
        await page.PressAsync("Operators");
        await Expect(page.Page.Locator(".people td").First).ToBeVisibleAsync();
        (await page.WidthAsync()).Should().Be(360);
    }

    [ChromiumFact]
    public async Task An_address_that_is_no_conversation_asks_for_nothing_and_offers_no_act()
    {
        await using var page = await browser.SignInAsync("kiran");
        var asked = new List<string>();
        page.Page.Request += (_, request) => { if (request.Url.Contains("/desk/api/", StringComparison.Ordinal)) asked.Add(request.Url); };

        foreach (var address in new[] { "../operators/asha?x=", "..%2foperators%2fasha", "00000000000000000000" })
        {
            await page.Page.EvaluateAsync("address => { location.hash = address; }", address);
            await Expect(page.Page.Locator(".talk .none")).ToBeVisibleAsync();
            await Expect(page.Page.Locator("form[aria-label='Note for colleagues']")).ToBeHiddenAsync();
        }

        await Expect(page.Page.Locator("#notice")).ToContainTextAsync("There is no such conversation.");
        asked.Should().NotContain(url => url.Contains("operators", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task A_manager_gives_a_newcomer_an_account_that_opens()
    {
        await using var page = await browser.SignInAsync("kiran");
        await page.PressAsync("Operators");
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("newcomer");
        await page.Page.GetByLabel("answer").CheckAsync();
        await page.PressAsync("Add");
        var password = await page.Page.Locator(".once code").TextContentAsync() ?? "";
        await page.KeepPictureAsync("operators");

        using var client = new DeskClient(Desk.Host.Address);
        (await client.SignInAsync("newcomer", password)).Should().Be(200);
        var row = page.Page.Locator(".people tr").Filter(new() { HasText = "newcomer" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        (await client.GetAsync("me")).Status.Should().Be(200, "it was asked first");
        await row.GetByRole(AriaRole.Button, new() { Name = "Really? Disable" }).ClickAsync();
        await Expect(row).ToContainTextAsync("disabled");
        (await client.GetAsync("me")).Status.Should().Be(401);
    }

    [ChromiumFact]
    public async Task What_happens_in_a_flow_stands_on_its_drawing_and_in_a_table()
    {
        foreach (var _ in Enumerable.Range(0, 3)) await Desk.SayAsync(Desk.NewPerson(), "loan", "1", "a lot", "50 lakh");
        await CountAsync();
        await using var page = await browser.SignInAsync("ravi");

        await page.PressAsync("Figures");
        await page.Page.GetByLabel("Flow", new() { Exact = true }).SelectOptionAsync("loan-lead");

        await Expect(page.Page.Locator(".way.counted").First).ToBeVisibleAsync();
        var row = page.Page.Locator(".people table").First.Locator("tr").Filter(new() { HasText = "amount" });
        await Expect(row).ToHaveCountAsync(1);
        (await row.Locator("td").AllInnerTextsAsync())[4].Should().NotStartWith("0", "wrong answers are told");
        using var asha = await Desk.SignInAsync("asha");
        using var csv = await asha.RawAsync(new(HttpMethod.Get, "/desk/api/flows/loan-lead/figures.csv"));
        (await csv.Content.ReadAsStringAsync()).Split("\r\n")[0].Should().Be("day,version,state,trigger,language,turns");
        await Expect(page.Page.Locator(".node .took").First).ToBeVisibleAsync();
        await Expect(page.Page.Locator(".people table").Filter(new() { HasText = "Text" })).ToContainTextAsync("a aaa");
        await page.KeepPictureAsync("figures");
    }

    [AccessibilityTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_keeps_people_with_disabilities_out(ColorScheme scheme)
    {
        var person = Desk.NewPerson();
        await Desk.SayAsync(person, "loan", "1", "50 lakh", "20", "Ravi", "Kumar", "BCDPK4321F", "human");
        var axe = await File.ReadAllTextAsync(await NpmPackage.Axe.FetchAsync());
        await using var door = await browser.OpenAsync(scheme: scheme, anyScript: true);
        await Desk.AddAsync($"all-{scheme}".ToLowerInvariant(), "manage", "privacy");
        await using var page = await browser.SignInAsync($"all-{scheme}".ToLowerInvariant(), scheme: scheme, anyScript: true);

        (await FindingsAsync(door, axe)).Should().BeEmpty();
        (await FindingsAsync(page, axe)).Should().BeEmpty();
        await page.OpenAsync(person);
        await page.PressAsync("Take over");
        await Expect(page.Page.Locator(".node.now")).ToBeVisibleAsync();
        await page.KeepPictureAsync($"inbox-{scheme}".ToLowerInvariant());
        (await FindingsAsync(page, axe)).Should().BeEmpty();
        await CountAsync();
        await Desk.Host.Services.GetRequiredService<IStore>().AddDeadLetterAsync(new("call.axe.1", "", "call", "a reason", "", DateTimeOffset.UtcNow), default);
        foreach (var (area, shown) in new[] { ("Figures", ".figures .drawing"), ("Operators", ".people td"), ("Audit log", ".people td"),
            ("Dead letters", ".care td"), ("Person", ".care form"), ("Retention", ".care td"), ("API keys", ".care fieldset") })
        {
            await page.PressAsync(area);
            await Expect(page.Page.Locator(shown).First).ToBeVisibleAsync();
            (await FindingsAsync(page, axe)).Should().BeEmpty(area);
        }
    }

    private Task CountAsync() => FigureTests.CountAsync(Desk);

    /// <summary>What is serious or worse: rule, place and what is wrong.</summary>
    private static async Task<string[]> FindingsAsync(DeskPage page, string axe)
    {
        await page.Page.EvaluateAsync(axe);
        return await page.Page.EvaluateAsync<string[]>("""
            async () => (await axe.run()).violations.filter(found => ['serious', 'critical'].includes(found.impact))
              .flatMap(found => found.nodes.map(node => `${found.id}: ${node.target.join(' ')}: ${node.failureSummary}`))
            """);
    }
}

/// <summary>A test that needs Chromium and npm.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessibilityTheoryAttribute : TheoryAttribute
{
    public AccessibilityTheoryAttribute()
    {
        if (!ChromiumFactAttribute.IsPossible || !NpmFactAttribute.IsPossible) Skip = "Chromium or npm is not there: ./test.sh installs both";
    }
}
