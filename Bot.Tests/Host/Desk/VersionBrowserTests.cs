using System.Text;
using Bot.Bench.Publishing;
using Bot.Host.Publishing;
using Bot.Tests.Host.Console;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Bot.Tests.Host.Desk;

/// <summary>The page of the versions of flows in a real Chromium.</summary>
[Collection(DeskCollection.Name)]
public sealed class VersionBrowserTests(DeskBrowser browser)
{
    [ChromiumFact]
    public async Task A_share_and_a_price_go_with_the_plan_and_publishing_is_asked_twice()
    {
        var register = browser.Desk.Host.Services.GetRequiredService<VersionRegister>();
        await register.BeginAsync(Repository.Flows, default);
        var (version, _) = await register.AddAsync(VisitFlow.Beside(Repository.Flows), "test", "by share", default);
        await using var page = await browser.SignInAsync("kiran");
        var sent = "";

        // What takes its time has tests of its own.
        await page.Page.RouteAsync("**/plan", route =>
        {
            sent = route.Request.PostData!;
            return route.ContinueAsync(new() { PostData = Encoding.UTF8.GetBytes(sent.Replace("{", "{\"untried\":true,", StringComparison.Ordinal)) });
        });

        await page.PressAsync("Versions of flows");
        await page.Page.GetByLabel("Share of new conversations").FillAsync("10");
        await page.Page.GetByLabel("What a message costs").FillAsync("0.12");
        var row = page.Page.Locator(".people tr").Filter(new() { HasText = "by share" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Plan" }).ClickAsync();
        var plan = page.Page.Locator(".plan");
        await Expect(plan.Locator("pre")).ToContainTextAsync($"10 % of new conversations begin on version {version.Number}");
        await page.KeepPictureAsync("versions");
        sent.Should().Be("""{"share":10,"price":0.12}""");

        await plan.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(row).Not.ToContainTextAsync("10 %");
        await plan.GetByRole(AriaRole.Button, new() { Name = "Really? Publish" }).ClickAsync();

        await Expect(row).ToContainTextAsync("10 % of new conversations");
        page.Complaints.Should().BeEmpty();
    }
}
