using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Host.Api.Resources;
using Bot.Products.Fastag;

namespace Bot.Host.Api.Sessions;

/// <summary>Conversations to look at, and to begin.</summary>
internal sealed class SessionEndpoints(SessionRepository sessions, IConversationLists lists, AgentRepository agents, ISessionStarter starter)
{
    private static readonly string[] Fields = ["agent_id", "mobile_number"];

    public async Task<ResourceAnswer> ListAsync(ResourceCall call)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = PageRequest.Of(call, faults);
        var (status, flow, state, channel, query) = (call.Query("status"), call.Query("flow"), call.Query("state"), call.Query("channel"), call.Query("q"));
        if (status is not ("" or SessionLine.Active or SessionLine.Idle)) faults["status"] = $"This must be one of: {SessionLine.Active}, {SessionLine.Idle}.";
        if (faults.Count > 0) return ResourceAnswer.Invalid(faults);

        var address = IndianMobile.TryParse(query, out var mobile) ? IndianMobile.WhatsApp(mobile) : null;
        var page = await Page<SessionLine>.ReadAsync(
            request,
            (after, limit) => lists.ListAsync(after, limit, call.Cancel),
            line => line.SessionId,
            async line => sessions.IsSeenBy(call, line.Flow) && !sessions.IsRestricted(line) && Fits(line)
                && !await sessions.IsDeletedAsync(line, call.Cancel) ? SessionLine.Of(line) : null);
        return ResourceAnswer.Ok("Sessions", page);

        bool Fits(ConversationLine line) =>
            (status.Length == 0 || SessionLine.StatusOf(line) == status) && (flow.Length == 0 || line.Flow == flow)
                && (state.Length == 0 || line.State == state) && (channel.Length == 0 || line.Channel == channel)
            && (address is null ? SearchWords.Match(query, line.SessionId, line.Flow, line.State, line.Channel, call.ShowsPersonal ? line.Name : "")
                : call.ShowsPersonal && line.Address.EndsWith(address, StringComparison.Ordinal));
    }

    public async Task<ResourceAnswer> GetAsync(ResourceCall call) =>
        await sessions.FindAsync(call) is { } found ? await sessions.AnswerAsync("Session", call, found.Line.SessionId) : SessionRepository.Unknown;

    public async Task<ResourceAnswer> CreateAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(Fields, []);
        var id = body.Text("agent_id", 80);
        var mobile = body.Mobile("mobile_number");
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(mobile)) body.Faults.TryAdd("agent_id", "This is required; the agent's mobile_number will do in its place.");
        var agent = !string.IsNullOrEmpty(id)
            ? await agents.FindAsync(id, call.Cancel)
            : !string.IsNullOrEmpty(mobile)
            ? await agents.WithMobileAsync(mobile, call.Cancel)
            : null;
        if (body.Faults.Count == 0 && agent is not { Value.DeletedAt: null }) body.Faults[string.IsNullOrEmpty(id) ? "mobile_number" : "agent_id"] = "There is no such agent.";
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (agent!.Value.Status != AgentStatus.Active) return ResourceAnswer.Conflict("The agent is inactive.", ("agent_id", "Activate the agent first."));
        if (await starter.StartAsync(agent.Value, call.Cancel) is not { } session)
            return ResourceAnswer.Conflict("Sessions begin when a person writes; no other way in is open here.", ("agent_id", "Ask the agent to write to the bot."));
        return await sessions.AnswerAsync("Session created", call, session, StatusCodes.Status201Created);
    }
}
