using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Observability;
using Bot.Host.Replays;
using Bot.Sandbox.Phones;
using Bot.Tests.Host.Api;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.World;

/// <summary>What messages cost.</summary>
public sealed class CostTests(SandboxedHost sandboxed) : IClassFixture<SandboxedHost>
{
    [Fact]
    public async Task T12_priced_statuses_are_counted_once_each_per_number_and_month()
    {
        await using var stage = await WorldStage.OpenAsync();
        var now = stage.Clock.GetUtcNow();
        string Statuses(int from, int count, string status) => string.Join(',', Enumerable.Range(from, count).Select(i =>
            $$$"""{"id":"wamid.P{{{i}}}","status":"{{{status}}}","timestamp":"{{{now.ToUnixTimeSeconds()}}}","recipient_id":"919812345678","pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"service"}}"""));

        foreach (var (from, count, status) in new[] { (0, 501, "sent"), (0, 501, "delivered"), (501, 500, "delivered"), (0, 501, "delivered"), (0, 100, "read") })
            await stage.MetaAsync($$"""{"metadata":{"phone_number_id":"{{HostComposition.SandboxPhoneNumberId}}"},"statuses":[{{Statuses(from, count, status)}}]}""");

        var costs = await stage.Bot.Bot.Store.CostsAsync(now.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture), default);
        costs.Should().Equal(new MessageCosts("meta", "", "service", "regular", true, 1001));
        (await stage.Bot.Bot.Store.CostsAsync("2020-01", default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_category_that_is_no_word_is_counted_as_other()
    {
        await using var stage = await WorldStage.OpenAsync();
        var now = stage.Clock.GetUtcNow();
        foreach (var (category, number) in new[] { @"\u0000", "a b", "utility'--", new string('x', 500) }.Select((category, number) => (category, number)))
        {
            await stage.MetaAsync($$$"""{"metadata":{"phone_number_id":"{{{HostComposition.SandboxPhoneNumberId}}}"},"statuses":[{"id":"wamid.Q{{{number}}}","status":"delivered","timestamp":"{{{now.ToUnixTimeSeconds()}}}","recipient_id":"919812345678","pricing":{"billable":true,"category":"{{{category}}}","type":"{{{category}}}"}}]}""");
        }

        var costs = await stage.Bot.Bot.Store.CostsAsync(now.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture), default);
        costs.Should().Equal(new MessageCosts("meta", "", "other", "other", true, 4));
    }

    [Fact]
    public async Task A_message_is_counted_under_its_flow_and_the_figure_can_be_asked_for()
    {
        var host = sandboxed.Host;
        const string person = "919812300041";
        (await host.DeliverAsync(person, "wamid.C1", "loan")).Should().Be(200);
        await Eventually.Holds(host.PendingAsync, pending => pending == 0);
        var id = (await host.GetAsync($"/sandbox/sent?to={person}")).Body[0].GetProperty("providerId").GetString()!;
        var phone = new MetaPhone(BotHostOptions.WebhookSecret, HostComposition.SandboxPhoneNumberId);
        var call = phone.Event(new(person, "Asha", "wamid.C2", DateTimeOffset.UtcNow), new("delivered", "service", id))!;
        (await host.DeliverAsync(call)).Should().Be(200);

        var (status, body) = await host.GetAsync("/costs");

        status.Should().Be(200);
        var meta = body.GetProperty("data").GetProperty("items").EnumerateArray().Single(item => item.GetProperty("channel").GetString() == "meta");
        meta.GetProperty("number").GetString().Should().Be(HostComposition.SandboxPhoneNumberId);
        meta.GetProperty("charged").GetInt32().Should().Be(1);
        meta.GetProperty("lines")[0].GetProperty("flow").GetString().Should().Be("loan-lead");
        (await host.GetAsync("/costs?month=soon")).Status.Should().Be(422);
    }

    [Fact]
    public async Task A_used_up_budget_raises_an_alarm_and_stops_reminders_first()
    {
        await using var stage = await WorldStage.OpenAsync(("MESSAGE_BUDGET", "5"));
        var phone = new MetaPhone(ReplayStage.Secret, HostComposition.SandboxPhoneNumberId);
        var budget = stage.Get<MessageBudget>();
        await stage.SayAsync(phone, "loan");

        for (var i = 0; i < 5; i++)
        {
            await stage.MetaAsync($$$"""{"metadata":{"phone_number_id":"{{{HostComposition.SandboxPhoneNumberId}}}"},"statuses":[{"id":"wamid.B{{{i}}}","status":"delivered","timestamp":"{{{stage.Clock.GetUtcNow().ToUnixTimeSeconds()}}}","pricing":{"billable":true,"category":"service","type":"regular"} }]}""");
            await budget.LookAsync(default);
            if (i == 3) stage.Alarms.Should().ContainSingle().Which.Name.Should().Be("budget-nearly.meta");
        }

        stage.Alarms.Select(alarm => alarm.Name).Should().Contain("budget.meta");
        var before = stage.Sent.Count;
        await stage.Bot.AdvanceAsync(stage.Clock, TimeSpan.FromMinutes(11));
        stage.Sent.Should().HaveCount(before, "the reminder is not said");
        await stage.SayAsync(phone, "1");
        stage.Sent.Should().HaveCount(before + 1, "answers go on");

        stage.Clock.MoveTo(stage.Clock.GetUtcNow().AddMonths(1));
        await budget.LookAsync(default);
        stage.Alarms.Should().BeEmpty();
    }
}
