using Bot.Engine.Abstractions;
using Bot.Host.Api.Resources;
using Bot.Products.Fastag;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Api.Agents;

/// <summary>What may be done with agents.</summary>
internal sealed class AgentEndpoints(AgentRepository agents, IRecordStore records, RecordPages pages,
    [FromKeyedServices(CodePurpose.Login)] OneTimeCodeService loginCodes, TimeProvider clock, IRestrictions? restrictions = null)
{
    private const int MostTags = 1_000_000;

    private static readonly string[] Fields = ["name", "mobile_number", "status", "fastags_left", "wallet_balance", "partner_id"];
    private static readonly string[] ShownOnly = ["agent_id", "created_at", "updated_at"];

    public Task<ResourceAnswer> ListAsync(ResourceCall call) => pages.AnswerAsync(
        call, AgentRepository.Kind, "Agents", [.. Enum.GetValues<AgentStatus>().Select(status => TagLife.NameOf(status))], agents.ByMobile, AgentRepository.Read,
        (agent, filter) =>
            !IsRestricted(agent.Value) && (filter.Status is null || TagLife.NameOf(agent.Value.Status) == filter.Status)
                && (filter.AgentId.Length == 0 || agent.Value.Id == filter.AgentId)
                && SearchWords.Match(filter.Text, call.ShowsPersonal ? agent.Value.Name : "", agent.Value.PartnerId),
        agent => Task.FromResult(AgentView.Of(agent.Value, call.ShowsPersonal, inList: true)));

    public async Task<ResourceAnswer> GetAsync(ResourceCall call) =>
        await FindAsync(call) is { } agent ? ResourceAnswer.Ok("Agent", View(agent.Value, call)) : Unknown;

    public Task<ResourceAnswer> CreateAsync(ResourceCall call, ResourceBody body)
    {
        var now = clock.GetUtcNow();
        var blank = new Agent { Id = Guid.CreateVersion7().ToString("n"), Name = "", Mobile = "", CreatedAt = now, UpdatedAt = now };
        var agent = Read(body, blank, isNew: true);
        return body.Faults.Count > 0 ? Task.FromResult(ResourceAnswer.Invalid(body.Faults)) : OptimisticRetry.RunAsync(async () =>
        {
            if (await TakenAsync(agent, call.Cancel) is { } taken) return taken;
            return await records.ChangeAsync([.. agents.Changes(null, agent)], call.Cancel) ? ResourceAnswer.Created("Agent created", View(agent, call)) : null;
        });
    }

    public Task<ResourceAnswer> UpdateAsync(ResourceCall call, ResourceBody body) => OptimisticRetry.RunAsync(async () =>
    {
        if (await FindAsync(call) is not { } before) return Unknown;

        var after = Read(body, before.Value, isNew: false);
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (await TakenAsync(after, call.Cancel) is { } taken) return taken;

        after = after with { UpdatedAt = clock.GetUtcNow() };
        return await records.ChangeAsync([.. agents.Changes(before, after)], call.Cancel) ? ResourceAnswer.Ok("Agent changed", View(after, call)) : null;
    });

    public Task<ResourceAnswer> DeleteAsync(ResourceCall call) => OptimisticRetry.RunAsync(async () =>
    {
        if (await FindAsync(call) is not { } agent) return Unknown;

        var history = await agents.HasHistoryAsync(agent.Value, call.Cancel);
        var changes = history ? agents.Changes(agent, agent.Value with { DeletedAt = clock.GetUtcNow() }) : agents.Removal(agent);
        return await records.ChangeAsync([.. changes], call.Cancel) ? ResourceAnswer.Ok("Agent deleted", new { AgentId = agent.Value.Id, HistoryKept = history }) : null;
    });

    public Task<ResourceAnswer> DecrementAsync(ResourceCall call) => OptimisticRetry.RunAsync(async () =>
    {
        if (await FindAsync(call) is not { } agent) return Unknown;
        if (agent.Value.HandOut(clock.GetUtcNow()) is not { } after) return NoneLeft;
        return await records.ChangeAsync([.. agents.Changes(agent, after)], call.Cancel) ? ResourceAnswer.Ok("One FASTag fewer", View(after, call)) : null;
    });

    /// <summary>Lets an agent log in again whose number was disabled by failures in a row.</summary>
    public async Task<ResourceAnswer> EnableLoginAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(["mobile_number"], []);
        var mobile = body.Mobile("mobile_number", needed: true);
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);

        var lifted = await loginCodes.EnableAsync(mobile!, call.Cancel);
        return ResourceAnswer.Ok("Login enabled", new LoginView(mobile!, lifted)) with { Changes = lifted };
    }

    public static ResourceAnswer NoneLeft => ResourceAnswer.Conflict("The agent has no FASTag left.", ("fastags_left", "It is 0 and does not go below."));

    private static ResourceAnswer Unknown => ResourceAnswer.NotFound("There is no such agent.");

    private async Task<Versioned<Agent>?> FindAsync(ResourceCall call) =>
        await agents.FindAsync(call.Path("agent_id"), call.Cancel) is { Value.DeletedAt: null } agent && !IsRestricted(agent.Value) ? agent : null;

    /// <summary>The agent is to be erased: nothing of theirs is shown any more. The number is theirs on every channel.</summary>
    private bool IsRestricted(Agent agent) => restrictions?.Restricts($"api:{agent.Mobile}") == true;

    private static AgentView View(Agent agent, ResourceCall call) => AgentView.Of(agent, call.ShowsPersonal);

    private static Agent Read(ResourceBody body, Agent agent, bool isNew)
    {
        body.Takes(Fields, ShownOnly);
        if (!isNew && body.Has("name") && body.Text("name", 80) is "") body.Faults["name"] = "An agent needs a name.";
        if (!isNew && body.Has("mobile_number") && body.Mobile("mobile_number") is "") body.Faults["mobile_number"] = "An agent needs a mobile number.";
        return agent with
        {
            Name = body.Text("name", 80, isNew) ?? agent.Name,
            Mobile = body.Mobile("mobile_number", isNew) ?? agent.Mobile,
            Status = body.Word<AgentStatus>("status") ?? agent.Status,
            FastagsLeft = body.Count("fastags_left", 0, MostTags) ?? agent.FastagsLeft,
            WalletBalance = body.Money("wallet_balance") ?? agent.WalletBalance,
            PartnerId = body.Text("partner_id", 40) ?? agent.PartnerId,
        };
    }

    private async Task<ResourceAnswer?> TakenAsync(Agent agent, CancellationToken cancel)
    {
        var mobile = await agents.WithMobileAsync(agent.Mobile, cancel) is { } same && same.Value.Id != agent.Id;
        var partner = agent.PartnerId.Length > 0 && await agents.WithPartnerIdAsync(agent.PartnerId, cancel) is { } known && known.Value.Id != agent.Id;
        return (mobile, partner) switch
        {
            (true, true) => ResourceAnswer.Conflict("Other agents have this mobile number and this partner id.", ("mobile_number", "Another agent has it."), ("partner_id", "Another agent has it.")),
            (true, _) => ResourceAnswer.Conflict("Another agent has this mobile number.", ("mobile_number", "Another agent has it.")),
            (_, true) => ResourceAnswer.Conflict("Another agent has this partner id.", ("partner_id", "Another agent has it.")),
            _ => null,
        };
    }
}
