using System.Text.Json;
using Bot.Tests.Host.Console;
using Bot.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.DirectLine;

/// <summary>Microsoft's Web Chat in a real Chromium, on the page that Development serves.</summary>
public sealed class WebChatPageTests : IAsyncLifetime, IDisposable
{
    private const string Agent = "9876543210";
    private const string Customer = "9876500009";

    private readonly TemporaryFolder _folder = new();
    private DirectLineHost? _line;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IPage _page = null!;

    public async Task InitializeAsync()
    {
        if (!ChromiumFactAttribute.IsPossible || !NpmFactAttribute.IsPossible) return;

        _line = await StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Chromium, Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 480, Height = 900 } });
        context.SetDefaultTimeout(60_000);
        SetDefaultExpectTimeout(60_000);
        _page = await context.NewPageAsync();
        await _page.GotoAsync($"{_line.Host.Address}web-chat");
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_line is not null) await _line.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [WebChatFact]
    public async Task A_vehicle_is_registered_with_photos_in_Hindi()
    {
        await LogInAsync();
        await ChooseAsync("फास्टैग जारी करें", "वाहन नंबर भेजें");
        await SayAsync("MH12AB4799", "इंजन नंबर");
        await SayAsync("48213", "10 अंकों का मोबाइल नंबर");
        await SayAsync(Customer, "6 अंकों का OTP");
        await SayAsync(await CodeOfAsync(Customer), "यही वाहन है");
        await ChooseAsync("हाँ", "पहला नाम");
        await SayAsync("Ravi", "उपनाम");
        await SayAsync("Kumar", "जन्मतिथि");
        await SayAsync("15-06-1990", "पहचान पत्र का प्रकार");
        await ChooseAsync("पैन", "पैन नंबर");
        await SayAsync("ABCPD1234E", "प्लान चुनें");
        await ChooseAsync("400 Plan", "आगे का भाग");
        await PhotoAsync("rc-front.jpg");
        await PhotoAsync("rc-back.jpg");
        await PhotoAsync("front.jpg");
        await PhotoAsync("side.jpg");
        await PhotoAsync("tag.jpg");
        await HearAsync("आखिरी 4 अंक", 0);
        await Expect(Photos.First).ToBeVisibleAsync();
        await SayAsync("1231", "बारकोड");
        await ChooseAsync("608116-001-0001231", "विवरण सही");
        await ChooseAsync("हाँ", "फास्टैग चालू हो गया है");

        await _page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "web-chat-hi.png") });
        (await _page.GetByText("Send failed", new() { Exact = false }).CountAsync()).Should().Be(0);
    }

    [WebChatFact]
    public async Task A_page_that_is_reloaded_in_mid_conversation_goes_on_with_it()
    {
        await LogInAsync();

        await _page.ReloadAsync();

        await Expect(Bubbles.Filter(new() { HasText = "नमस्ते Asha Rao" }).First).ToBeVisibleAsync();
        await SayAsync("फास्टैग जारी करें", "वाहन नंबर भेजें");
        await Expect(Bubbles.Filter(new() { HasText = "पंजीकृत मोबाइल नंबर" })).ToHaveCountAsync(1);
    }

    [WebChatFact]
    public async Task A_host_that_is_started_again_is_found_again()
    {
        await LogInAsync();
        var port = _line!.Host.Address.Port;
        await _line.DisposeAsync();
        _line = await StartAsync(("PORT", $"{port}"));

        await SayAsync("फास्टैग जारी करें", "वाहन नंबर भेजें");
    }

    private ILocator Bubbles => _page.Locator(".webchat__bubble__content");

    private async Task<DirectLineHost> StartAsync(params (string Name, string Value)[] more) => await DirectLineHost.StartAsync(
        new() { AsProcess = true, Folder = _folder.Path, Settings = new Dictionary<string, string> { ["WEB_CHAT_SCRIPT"] = await NpmPackage.WebChat.FetchAsync() } }, more);

    private async Task LogInAsync()
    {
        await SayAsync("फास्टैग", "पंजीकृत मोबाइल नंबर");
        await SayAsync(Agent, "4 अंकों का OTP");
        await SayAsync(await CodeOfAsync(Agent), "नमस्ते Asha Rao");
    }

    private async Task SayAsync(string text, string answer)
    {
        var heard = await Bubbles.Filter(new() { HasText = answer }).CountAsync();
        var box = _page.Locator("[data-id=webchat-sendbox-input]");
        await box.FillAsync(text);
        await box.PressAsync("Enter");
        await HearAsync(answer, heard);
    }

    /// <summary>A suggested action, or a button of a card.</summary>
    private async Task ChooseAsync(string label, string answer)
    {
        var heard = await Bubbles.Filter(new() { HasText = answer }).CountAsync();
        await _page.GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).Last.ClickAsync();
        await HearAsync(answer, heard);
    }

    /// <summary>Sends a photo; of several one by one the bot says nothing until the last is in.</summary>
    /// <param name="name">Another one each time: the same file again is no change of the input.</param>
    private async Task PhotoAsync(string name)
    {
        var photo = new FilePayload { Name = name, MimeType = "image/jpeg", Buffer = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "Bot.Sandbox", "State", "vehicle.jpg")) };
        var sent = await Photos.CountAsync();
        await _page.Locator("input[type=file]").SetInputFilesAsync(photo);
        await _page.Locator(".webchat__attachment-icon--checked").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await _page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(Photos).ToHaveCountAsync(sent + 1);
    }

    private ILocator Photos => _page.Locator(".webchat__bubble__content img");

    private Task HearAsync(string answer, int before) => Expect(Bubbles.Filter(new() { HasText = answer }).Nth(before)).ToBeVisibleAsync();

    private async Task<string> CodeOfAsync(string mobile) =>
        (await Eventually.Holds(() => _line!.Host.GetAsync($"/sandbox/otp/{mobile}"), answer => answer.Status == 200)).Body.GetProperty("code").GetString()!;
}

/// <summary>A test that needs Chromium and npm.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WebChatFactAttribute : FactAttribute
{
    public WebChatFactAttribute()
    {
        if (!ChromiumFactAttribute.IsPossible || !NpmFactAttribute.IsPossible) Skip = "Chromium or npm is not there: ./test.sh installs both";
    }
}
