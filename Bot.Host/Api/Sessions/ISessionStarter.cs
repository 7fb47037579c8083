using Bot.Host.Api.Workflow;
using Bot.Products.Fastag;

namespace Bot.Host.Api.Sessions;

/// <summary>Begins a conversation for an agent over a way in that needs no message from them.</summary>
internal interface ISessionStarter
{
    /// <returns>The id of its session; null where there is no such way, or the start was refused.</returns>
    Task<string?> StartAsync(Agent agent, CancellationToken cancel);
}

/// <summary>Begins as a workflow does: the agent gets their OTP.</summary>
internal sealed class WorkflowSessionStarter(WorkflowService? workflow = null) : ISessionStarter
{
    public async Task<string?> StartAsync(Agent agent, CancellationToken cancel)
    {
        if (workflow is null) return null;

        var body = new WorkflowBody(new Dictionary<string, string> { ["mobile_number"] = agent.Mobile });
        var answer = await workflow.RunAsync(WorkflowSteps.Start, body, WorkflowKey.None, cancel);
        return answer.Body.SessionId is { Length: > 0 } session ? session : null;
    }
}
