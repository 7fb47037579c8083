using Bot.Engine.Flows;
using Bot.Host.Wiring;
using Bot.Templates;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Templates;

public sealed class MessageServicesTests
{
    [Theory]
    [InlineData("agent-login", "agentMobile", true)]
    [InlineData("agent-login", "agent", false)]
    [InlineData("agent-login", "agent.mobile", true)]
    [InlineData("agent-login", "agent.wallet", false)]
    [InlineData("agent-login", "agentOtp", true)]
    [InlineData("loan-lead", "agentMobile", false)]
    [InlineData("", "agentMobile", false)]
    public void Messages_know_what_the_flows_call_personal(string flow, string name, bool personal)
    {
        using var services = FlowTools.Open(Repository.Flows);

        MessageServices.IsPersonal(services.GetRequiredService<FlowSet>())(flow, name).Should().Be(personal);
    }
}
