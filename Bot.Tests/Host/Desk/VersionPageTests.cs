using Bot.Bench.Publishing;
using Bot.Host.Publishing;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Desk;

/// <summary>Versions of flows at the desk: those who manage plan and publish, others see nothing of it.</summary>
public sealed class VersionPageTests(DeskHost host) : IClassFixture<DeskHost>
{
    [Fact]
    public async Task One_who_manages_plans_and_publishes_and_others_do_not()
    {
        var register = host.Host.Services.GetRequiredService<VersionRegister>();
        using var kiran = await host.SignInAsync("kiran");
        (await kiran.GetAsync("versions")).Body.GetProperty("items").GetArrayLength().Should().Be(0);
        (await register.PublicationAsync(default)).Should().BeNull("who looks makes none");
        await register.BeginAsync(Repository.Flows, default);
        await register.AddAsync(VisitFlow.Beside(Repository.Flows), "test", "visits", default);
        using var asha = await host.SignInAsync("asha");

        (await asha.GetAsync("versions")).Status.Should().Be(403);
        (await asha.PostAsync("versions/2/plan", new { })).Status.Should().Be(403);
        (await asha.GetAsync("versions/plans/4711")).Status.Should().Be(403);
        var (status, plan) = await kiran.PostAsync("versions/2/plan", new { untried = true });
        status.Should().Be(200, "{0}", plan);
        plan.GetProperty("lines")[0].GetString().Should().EndWith("version 2 takes the place of version 1.");
        (plan.GetProperty("isReady").GetBoolean(), plan.GetProperty("isMaking").GetBoolean()).Should().Be((true, false));
        (await kiran.GetAsync($"versions/plans/{plan.GetProperty("id").GetString()}")).Body.GetProperty("lines").GetRawText()
            .Should().Be(plan.GetProperty("lines").GetRawText());
        (await kiran.GetAsync("versions")).Body.GetProperty("plans").GetArrayLength().Should().Be(1);
        (await kiran.PostAsync("versions/2/publish", new { plan = plan.GetProperty("id").GetString() })).Status.Should().Be(200);

        var (again, refusal) = await kiran.PostAsync("versions/2/publish", new { plan = plan.GetProperty("id").GetString() });
        (again, refusal.GetProperty("message").GetString()).Should().Be((409, $"Plan {plan.GetProperty("id")} was carried out by publication 2."));
        var versions = (await kiran.GetAsync("versions")).Body;
        versions.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("live").GetBoolean()).Should().Equal(false, true);
        versions.GetProperty("plans").GetArrayLength().Should().Be(0);
        versions.GetProperty("isOn").GetBoolean().Should().BeFalse("this host runs on files");

        var (faulty, _) = await register.AddAsync(VisitFlow.Beside(Repository.Flows).With(VisitFlow.Misspelt), "another host", "", default);
        var (refused, faults) = await kiran.PostAsync($"versions/{faulty.Number}/plan", new { untried = true });
        refused.Should().Be(409, "{0}", faults);
        faults.GetProperty("message").GetString().Should().StartWith("visit/flow.yaml(").And.Contain("'slotx'").And.MatchRegex("more follows? from this$");
    }
}
