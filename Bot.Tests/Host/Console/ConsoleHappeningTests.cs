using Bot.Host.Replays;
using Bot.Tests.Support.Hosts;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Console;

/// <summary>What people, their apps and the account do besides writing, by the buttons of the page.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ConsoleHappeningTests(ConsoleBrowser browser)
{
    private const string NewUser = "IN.2200000000000002";

    [ChromiumFact]
    public async Task A_hidden_number_a_changed_id_a_changed_number_and_an_edit_are_played_and_saved()
    {
        await using var page = await browser.OpenAsync();
        var number = browser.NewNumber();
        var phone = await page.PhoneAsync(number, "meta");
        await phone.SayAsync("fastag", "agentMobile");
        await phone.SpeakAsync("Tell number and user id");
        await phone.SayAsync(Registration.Agent, "agentOtp");
        await phone.SpeakAsync("Hide the number");
        await phone.EnterCodeAsync("agentMenu");
        await phone.HappenAsync("The user id changes", NewUser);
        await Expect(phone.Element.Locator(".number")).ToHaveTextAsync(NewUser);
        await phone.TapAsync(0, "vehicleNumber");
        await phone.SayAsync("MH12AB4796", "engineNumber");
        await phone.ActAsync("engineNumber", () => phone.HappenAsync("Change the last message", "MH12AB4797"));
        await Expect(page.Page.Locator(".facts")).ToContainTextAsync("MH12AB4797");
        await phone.SpeakAsync("Tell number and user id");
        await phone.SayAsync("48213", "userMobile");

        var changed = browser.NewNumber();
        await phone.HappenAsync("The number changes", changed);
        await phone.SpeakAsync("Tell the number alone");
        await Expect(phone.Element.Locator(".number")).ToContainTextAsync(changed[^5..]);
        await phone.SayAsync("9876500009", "userOtp");
        await page.Page.ReloadAsync();
        await Expect(phone.Element.Locator(".number")).ToContainTextAsync(changed[^5..]);
        await Expect(page.State).ToHaveTextAsync("userOtp");

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.PressAsync("Save as replay"));
        await Expect(page.Notice).ToContainTextAsync("It was played and passes.");
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        text.Should().Contain($"event new-id {NewUser}").And.Contain("event edit MH12AB4797").And.Contain($"event new-number {changed}").And.Contain($"as {changed}");
        var (script, issues) = ReplayScript.Read(download.SuggestedFilename, text);
        issues.Should().BeEmpty();
        (await ReplayPlayer.PlayAsync(script, browser.Host.Flows, new ReplayCoverage())).Should().BeNull();
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumTheory]
    [InlineData("meta")]
    [InlineData("gupshup")]
    [InlineData("interakt")]
    public async Task Every_button_does_what_it_says_and_the_host_takes_it(string channel)
    {
        // Faults of the account stop a number, which the other tests speak to.
        await using var host = await StartAsync();
        await using var page = await browser.OpenAsync(host: host);
        var phone = await page.PhoneAsync(browser.NewNumber(), channel);
        await phone.SayAsync("fastag", "agentMobile");

        // Only a user id that was told before can change.
        if (channel == "meta") await phone.SpeakAsync("Tell number and user id");

        foreach (var (label, asks) in await phone.HappeningsAsync())
        {
            await phone.HappenAsync(label, asks ? ValueFor(label) : "");
            await Expect(phone.Element.Locator(".note").Last).ToContainTextAsync(label);
        }

        if (channel != "interakt") await Expect(page.Page.Locator(".account .cost").First).ToContainTextAsync("this month");
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumFact]
    public async Task A_fault_of_the_account_raises_an_alarm_that_the_page_shows()
    {
        await using var host = await StartAsync();
        await using var page = await browser.OpenAsync(host: host);
        var phone = await page.PhoneAsync(browser.NewNumber(), "meta");
        await phone.SayAsync("fastag", "agentMobile");

        await phone.HappenAsync("Delivered, charged as service");
        await Expect(page.Page.Locator(".account .cost")).ToContainTextAsync("service 1 charged this month");
        await phone.HappenAsync("Fault of the account: payment (131042)");
        await Expect(page.Page.Locator(".account .alarm")).ToContainTextAsync("sending.meta");
        await page.KeepPictureAsync("account");
    }

    [ChromiumFact]
    public async Task A_photo_whose_link_has_expired_and_one_sent_as_a_file_are_played()
    {
        await using var page = await browser.OpenAsync();
        var phone = await page.PhoneAsync(browser.NewNumber(), "meta");
        await Registration.LogInAsync(phone, "fastag");
        await new Registration(phone, "MH12AB4795", "1235").ToThePhotosAsync();

        foreach (var file in new[] { "Expired photo", "Photo cut short", "PDF" }) await phone.ActAsync("rcFront", () => phone.FileAsync(file));
        await Expect(phone.Element.Locator(".bubble.own .lost")).ToHaveCountAsync(1);
        await phone.FileAsync("Photo as a file");

        await Expect(page.State).ToHaveTextAsync("rcBack");
    }

    [ChromiumFact]
    public async Task A_human_who_writes_by_hand_and_a_person_who_wants_no_messages_are_shown_and_the_own_card_needs_no_code()
    {
        await using var page = await browser.OpenAsync();
        var phone = await page.PhoneAsync(browser.NewNumber(), "meta");
        await phone.SpeakAsync("Hide the number");
        await phone.SayAsync("status", "statusBy");
        await phone.SayAsync("1", "mobile");
        await phone.ActAsync("statusBy", () => phone.HappenAsync("Share the own number", "9876500009"));

        await phone.HappenAsync("The owner writes by hand");
        await Expect(page.Page.Locator(".where")).ToContainTextAsync("a person writes by hand");
        await phone.WriteAsync("stop");
        await Expect(page.Page.Locator(".where")).ToContainTextAsync("wants no messages");
        page.Complaints.Should().BeEmpty();
    }

    private static Task<BotHost> StartAsync() =>
        BotHost.StartAsync(new() { AsProcess = true, CopiesFlows = true, Settings = new Dictionary<string, string> { ["CONSOLE"] = "true" } });

    private static string ValueFor(string label) => label switch
    {
        "The user id changes" => NewUser,
        "The number changes" => "919700009999",
        "Change the last message" => "9876543210",
        "A template is paused" or "A template is approved again" => "lead_created",
        _ => "9812345678",
    };
}
