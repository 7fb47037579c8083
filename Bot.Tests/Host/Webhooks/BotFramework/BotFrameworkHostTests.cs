using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Webhooks.BotFramework;

/// <summary>The channel on the whole host.</summary>
public sealed class BotFrameworkHostTests
{
    [Fact]
    public async Task In_Development_an_activity_of_this_machine_is_answered_at_its_service()
    {
        await using var host = await BotHost.StartAsync();

        (await PostAsync(host, "fastag", $"{host.Address}sandbox/botframework/")).Should().Be(200);

        await Eventually.Holds(async () => await host.SentAsync("919800000001") == 1);
    }

    [Fact]
    public async Task Without_a_token_no_service_elsewhere_is_believed()
    {
        await using var host = await BotHost.StartAsync();

        (await PostAsync(host, "fastag", "http://203.0.113.9/")).Should().Be(200);

        (await host.Services.GetRequiredService<IRecordStore>().FindAsync("botframework-conversation", "919800000001", default)).Should().BeNull();
        await Eventually.Holds(async () => await host.PendingAsync() == 0);
    }

    [Theory]
    [InlineData("Host", "bot.example.com")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Origin", "https://evil.example.com")]
    public async Task Without_a_registration_strangers_are_refused(string header, string value)
    {
        await using var host = await BotHost.StartAsync();

        (await PostAsync(host, "fastag", $"{host.Address}sandbox/botframework/", (header, value))).Should().Be(401);
    }

    [LinuxFact]
    public async Task A_start_loads_nothing_of_the_SDK_and_an_activity_does()
    {
        await using var host = await BotHost.StartAsync(new() { AsProcess = true });
        await host.ReadyAsync();

        Loaded(host).Should().BeEmpty();
        (await PostAsync(host, "fastag", $"{host.Address}sandbox/botframework/")).Should().Be(200);
        Loaded(host).Should().NotBeEmpty("the same look sees it when it is there");
    }

    private static IEnumerable<string> Loaded(BotHost host) =>
        File.ReadAllLines($"/proc/{host.ProcessId}/maps").Select(line => Path.GetFileName(line.Split(' ')[^1])).Distinct()
            .Where(file => new[] { "Microsoft.Bot.", "Newtonsoft", "Microsoft.Identity" }.Any(begin => file.StartsWith(begin, StringComparison.Ordinal)));

    private static async Task<int> PostAsync(BotHost host, string text, string service, (string Name, string Value) header = default)
    {
        var activity = new JsonObject
        {
            ["type"] = "message", ["id"] = "m1", ["text"] = text, ["channelId"] = "emulator", ["serviceUrl"] = service,
            ["conversation"] = new JsonObject { ["id"] = "919800000001" }, ["from"] = new JsonObject { ["id"] = "u1", ["role"] = "user" }, ["recipient"] = new JsonObject { ["id"] = "bot" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        if (header.Name is not null) request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var response = await host.Client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
