using System.Text.RegularExpressions;
using Bot.Engine.Abstractions;
using Bot.Host.Replays;
using Bot.Host.Webhooks;
using Bot.Host.Webhooks.BotFramework;
using Bot.Sandbox;
using Bot.Tests.Support;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Adapters;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json.Linq;

namespace Bot.Tests.Host.Webhooks.BotFramework;

/// <summary>A scripted conversation played by the SDK's own TestAdapter and TestFlow: activities in, activities out.</summary>
public sealed partial class TestFlowTests
{
    [Fact]
    public async Task The_SDKs_test_flow_plays_a_registration()
    {
        var file = Path.Combine(Repository.Flows, "fastag-assign", "happy-path.replay");
        var (script, issues) = ReplayScript.Read(file, await File.ReadAllTextAsync(file));
        issues.Should().BeEmpty();
        var adapter = new TestAdapter(new ConversationReference
        {
            ServiceUrl = "http://127.0.0.1/", ChannelId = "test", Conversation = new(id: "c1"), User = new("u1", "Asha"), Bot = new("b1", "Bot"),
        });
        await using var stage = await ReplayStage.OpenAsync(Repository.Flows, new VirtualClock(), new RecordingObserver(),
            more: services => services.AddSingleton<BotAdapter>(adapter));
        var bot = new BotFrameworkBot(stage.Bot.Channels["botframework"], stage.Bot.Intake, NullLogger<BotFrameworkBot>.Instance);
        var flow = () => new TestFlow(adapter, async (turn, cancel) =>
        {
            await bot.OnTurnAsync(turn, cancel);
            await stage.SettleAsync();
        });

        Activity? answer = null;
        foreach (var line in script.Lines)
        {
            await (line.Act switch
            {
                ReplayAct.Say say => flow().Send(WithCodes(stage, say.Text)).StartTestAsync(),
                ReplayAct.Tap tap => flow().Send(TapOn(answer!, tap.Label)).StartTestAsync(),
                ReplayAct.Photo album => flow().Send(Photos(stage, album.Count)).StartTestAsync(),
                ReplayAct.Expect expect => flow()
                    .AssertReply(reply => (answer = (Activity)reply).Text.Should().Match(expect.Glob, line.Number.ToString())).StartTestAsync(),
                ReplayAct.Agent agent => Task.Run(() => stage.World.GiveAgent(agent.Mobile, agent.Name, agent.Wallet, agent.Tags)),
                ReplayAct.Offered offered => Task.Run(() => ActionsOf(answer!).Select(action => action.Text).Should().Equal(offered.Labels)),
                _ => Task.CompletedTask,
            });
        }

        adapter.ActiveQueue.Should().BeEmpty();
        stage.World.Ledger.TagsOn("MH12AB1234").Should().Be(1);
    }

    /// <summary>One activity with so many photos.</summary>
    private static Activity Photos(ReplayStage stage, int count) =>
        new() { Type = ActivityTypes.Message, Attachments = [.. Enumerable.Repeat(new Attachment("image/jpeg", stage.MediaUrl(SandboxWorld.SamplePhoto)), count)] };

    private static string WithCodes(ReplayStage stage, string text) => Code().Replace(text, match => stage.World.LastCodeFor(match.Groups[1].Value)!);

    private static IEnumerable<CardAction> ActionsOf(Activity activity) => activity.SuggestedActions?.Actions
        ?? activity.Attachments.SelectMany(card => JObject.FromObject(card.Content)["buttons"]!.ToObject<List<CardAction>>()!);

    /// <summary>As a client taps on <c>messageBack</c>.</summary>
    private static Activity TapOn(Activity activity, string label)
    {
        var action = ActionsOf(activity).Single(action => action.Text == label);
        return new() { Type = ActivityTypes.Message, Text = action.Text, Value = action.Value };
    }

    [GeneratedRegex(@"\{otp (\d{10})\}")]
    private static partial Regex Code();
}
