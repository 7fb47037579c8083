using Bot.Host.Replays;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Console;

/// <summary>The page in a real Chromium: clicked, typed, reloaded.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ConsolePageTests(ConsoleBrowser browser)
{
    [ChromiumFact]
    public async Task An_agent_registers_a_vehicle_by_clicking_and_typing()
    {
        await using var page = await browser.OpenAsync();
        var phone = await page.PhoneAsync(browser.NewNumber(), "meta");
        var registration = new Registration(phone, "MH12AB4711", "1231");

        await Registration.LogInAsync(phone, "fastag");
        await registration.ToThePhotosAsync();
        await registration.ThroughThePhotosAsync();
        await registration.ToTheMakersAsync();
        await phone.TapAsync("More", "vehicleMaker");
        await phone.TapAsync("Previous", "vehicleMaker");
        await page.KeepPictureAsync("registration-en");
        await registration.ToTheEndAsync();

        await Expect(phone.Replies.Filter(new() { HasText = "Your FASTag has been Activated" })).ToBeVisibleAsync();
        await Expect(phone.Element.Locator(".bubble.own .ticks").Last).ToHaveClassAsync("ticks read");
        await Expect(page.Page.Locator("td.read").First).ToHaveTextAsync("✓✓ read");
        await Expect(page.Page.Locator(".steps .called").Filter(new() { HasText = "shauryapay.activate" })).ToContainTextAsync("activated");
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumFact]
    public async Task An_agent_registers_a_vehicle_in_Hindi()
    {
        await using var page = await browser.OpenAsync(scheme: ColorScheme.Dark);
        var phone = await page.PhoneAsync(browser.NewNumber());
        var registration = new Registration(phone, "MH12AB4712", "1232");

        await Registration.LogInAsync(phone, "फास्टैग");
        await Expect(page.Page.Locator(".where .language")).ToHaveTextAsync("hi");
        await registration.ToThePhotosAsync();
        await registration.ThroughThePhotosAsync();
        await registration.ToTheMakersAsync();
        await page.KeepPictureAsync("registration-hi-dark");
        await registration.ToTheEndAsync();

        (await phone.Replies.AllInnerTextsAsync()).Should().OnlyContain(text => text.Any(letter => letter >= 'ऀ' && letter <= 'ॿ'), "every answer is in the language of the first word");
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumFact]
    public async Task A_photo_from_disk_is_taken_and_a_file_that_is_none_is_not()
    {
        await using var page = await browser.OpenAsync();
        var phone = await page.PhoneAsync(browser.NewNumber(), "interakt");
        await Registration.LogInAsync(phone, "fastag");
        await new Registration(phone, "MH12AB4713", "1233").ToThePhotosAsync();

        await phone.UploadAsync("letter.jpg", "image/jpeg", "no photo at all"u8.ToArray(), "rcFront");
        await Expect(phone.Replies.Filter(new() { HasText = "JPEG or PNG" })).ToBeVisibleAsync();
        await phone.UploadAsync("car.png", "image/png", Picture, "rcBack");

        await Expect(phone.Element.Locator(".bubble.own img")).ToHaveCountAsync(2);
    }

    [ChromiumFact]
    public async Task A_fault_is_seen_and_recovered_from_and_the_conversation_saved_as_a_replay_passes()
    {
        await using var page = await browser.OpenAsync();
        var phone = await page.PhoneAsync(browser.NewNumber());
        await phone.SayAsync("fastag", "agentMobile");
        await page.Page.GetByLabel("Fault", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "takes 2 seconds once" });
        await page.PressAsync("Let it happen");
        await page.Page.GetByLabel("Fault", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "answers 503 once" });
        await page.PressAsync("Let it happen");

        await phone.WriteAsync(Registration.Agent);
        await Expect(phone.Status).ToHaveTextAsync("typing…");
        await Expect(phone.Replies.Last).ToContainTextAsync("does not answer");
        await Expect(page.Page.Locator(".steps .called").First).ToContainTextAsync("unavailable");
        await page.KeepPictureAsync("fault");
        await phone.TapAsync("Try again", "agentOtp");
        await phone.EnterCodeAsync("agentMenu");
        await page.PressAsync("Crash");
        await phone.TapAsync(0, "vehicleNumber");
        await page.Page.GetByLabel("How far").SelectOptionAsync(new SelectOptionValue { Label = "11 minutes" });
        await phone.ActAsync("vehicleNumber", () => page.PressAsync("Advance clock"));

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.PressAsync("Save as replay"));

        await Expect(page.Notice).ToContainTextAsync("It was played and passes.");
        var text = await File.ReadAllTextAsync(await download.PathAsync());
        text.Should().Contain("> {otp 9876543210}").And.Contain("> [Try again]").And.Contain("\ncrash\n").And.Contain("\nadvance 11m\n").And.Contain("sandbox shauryapay status 503 once");
        var (script, issues) = ReplayScript.Read(download.SuggestedFilename, text);
        issues.Should().BeEmpty();
        (await ReplayPlayer.PlayAsync(script, browser.Host.Flows, new ReplayCoverage())).Should().BeNull();
    }

    [ChromiumFact]
    public async Task Two_phones_talk_at_once_on_two_channels()
    {
        await using var page = await browser.OpenAsync();
        var asha = await page.PhoneAsync(browser.NewNumber(), "gupshup");
        var vikram = await page.PhoneAsync(browser.NewNumber(), "interakt", alone: false);

        await asha.SayAsync("fastag", "agentMobile");
        await vikram.SayAsync("fastag", "agentMobile");
        await asha.SayAsync(Registration.Agent, "agentOtp");
        await vikram.SayAsync("9876500002", "agentOtp");
        await asha.EnterCodeAsync("agentMenu");
        await vikram.EnterCodeAsync("agentMenu");

        await Expect(asha.Replies.Last).ToContainTextAsync("Hi Asha Rao");
        await Expect(vikram.Replies.Last).ToContainTextAsync("Hi Vikram Singh");
        await Expect(page.Page.Locator(".facts")).ToContainTextAsync("mobile XXXXXX0002");
        await asha.Field.ClickAsync();
        await Expect(page.Page.Locator(".facts")).ToContainTextAsync($"mobile XXXXXX{Registration.Agent[^4..]}");
        await page.KeepPictureAsync("two-phones");
    }

    [ChromiumFact]
    public async Task Another_phone_goes_on_from_a_turn_that_is_clicked()
    {
        await using var page = await browser.OpenAsync();
        var number = browser.NewNumber();
        var phone = await page.PhoneAsync(number);
        await phone.SayAsync("loan", "loanType");
        await phone.TapAsync(0, "amount");
        await phone.SayAsync("500000", "tenure");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Go on from turn 1 at another phone", Exact = true }).ClickAsync();

        await Expect(page.Notice).ToContainTextAsync($"goes on from turn 1 of {number}");
        await Expect(page.State).ToHaveTextAsync("loanType");
        var other = new ConsolePhoneDriver(page, page.Page.Locator(".phone.focused"));
        await Expect(other.Replies).ToHaveCountAsync(1);
        await other.TapAsync(1, "amount");
        await phone.Field.ClickAsync();
        await Expect(page.State).ToHaveTextAsync("tenure");
        page.Complaints.Should().BeEmpty();
    }

    [ChromiumFact]
    public async Task A_reload_in_mid_conversation_loses_nothing()
    {
        await using var page = await browser.OpenAsync();
        var phone = await page.PhoneAsync(browser.NewNumber());
        await phone.SayAsync("fastag", "agentMobile");
        await phone.SayAsync(Registration.Agent, "agentOtp");

        await page.Page.ReloadAsync();

        await Expect(phone.Replies).ToHaveCountAsync(2);
        await Expect(page.State).ToHaveTextAsync("agentOtp");
        await Expect(page.Page.Locator(".node.now")).ToHaveAttributeAsync("data-state", "agentOtp");
        await Expect(page.Page.Locator(".node.visited").First).ToBeAttachedAsync();
        await phone.Element.GetByRole(AriaRole.Button, new() { Name = "Text messages" }).ClickAsync();
        await phone.Element.Locator(".sheet .row").First.ClickAsync();
        await phone.ActAsync("agentMenu", () => phone.Field.PressAsync("Enter"));
    }

    [ChromiumFact]
    public async Task Everything_fits_into_360_pixels()
    {
        await using var page = await browser.OpenAsync(360, 740);
        var phone = await page.PhoneAsync(browser.NewNumber());
        await phone.WriteAsync("menu");
        await Expect(phone.Element.Locator(".offer")).ToBeVisibleAsync();
        (await page.WidthAsync()).Should().Be(360);
        await page.KeepPictureAsync("narrow-phone");

        await page.PressAsync("Machine");

        await Expect(page.State).ToBeVisibleAsync();
        await Expect(phone.Element).ToBeHiddenAsync();
        (await page.WidthAsync()).Should().Be(360);
        await page.KeepPictureAsync("narrow-machine");
    }

    [ChromiumFact]
    public async Task The_keyboard_is_enough()
    {
        await using var page = await browser.OpenAsync();
        var keys = page.Page.Keyboard;
        await page.Page.GetByLabel("Number").FocusAsync();
        await keys.PressAsync("Control+A");
        await keys.TypeAsync(browser.NewNumber());
        await keys.PressAsync("Enter");
        await keys.TypeAsync("menu");
        await keys.PressAsync("Enter");
        var phone = new ConsolePhoneDriver(page, page.Page.Locator(".phone.focused"));
        await Expect(phone.Element.Locator(".offer")).ToBeVisibleAsync();

        await ShiftTabToAsync(page, ".offer .action >> nth=0");
        await phone.ActAsync("agentMobile", async () =>
        {
            await keys.PressAsync("Enter");
            if (await phone.Element.Locator(".sheet").CountAsync() > 0) await keys.PressAsync("Enter");
        });
        await ShiftTabToAsync(page, "[aria-label='Send a photo']");
        await keys.PressAsync("Enter");
        await Expect(phone.Element.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await keys.PressAsync("Escape");

        await Expect(phone.Element.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(phone.Element.GetByLabel("Send a photo")).ToBeFocusedAsync();
    }

    [ChromiumFact]
    public async Task Whatever_can_be_used_has_a_name_and_no_script_or_style_stands_in_the_page()
    {
        await using var page = await browser.OpenAsync();
        var phone = await page.PhoneAsync(browser.NewNumber());
        await phone.WriteAsync("menu");
        await Expect(phone.Element.Locator(".offer")).ToBeVisibleAsync();

        var nameless = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, input, select, textarea, a')]
              .filter(element => !(element.getAttribute('aria-label') || element.textContent.trim() || element.labels?.[0]?.textContent.trim()))
              .concat([...document.querySelectorAll('section:not(.panel), form, fieldset, article, [role=log], [role=group], [role=toolbar], [role=img], [role=dialog]')].filter(element => !element.getAttribute('aria-label')))
              .concat([...document.querySelectorAll('img:not([alt])')])
              .map(element => element.outerHTML.slice(0, 120))
            """);
        var inline = await page.Page.EvaluateAsync<int>("() => document.querySelectorAll('script:not([src]), style, [style], [onclick]').length");
        var twice = await page.Page.EvaluateAsync<int>("() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size; }");

        nameless.Should().BeEmpty();
        inline.Should().Be(0);
        twice.Should().Be(0);
        (await page.Page.Locator("[role=log][aria-live=polite]").CountAsync()).Should().Be(1);
        page.Complaints.Should().BeEmpty();
    }

    private static async Task ShiftTabToAsync(ConsolePage page, string selector)
    {
        const int MostStops = 40;
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await page.Page.Locator(".phone.focused").Locator(selector).EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await page.Page.Keyboard.PressAsync("Shift+Tab");
        }
        throw new InvalidOperationException($"{selector} cannot be reached with the keyboard.");
    }

    /// <summary>The smallest PNG: one transparent pixel.</summary>
    private static byte[] Picture => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
}
