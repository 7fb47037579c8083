using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Products.Fastag;

/// <summary>
/// Agents as records. Their mobile number and their id at the partner are claimed by records of their own, so that no two agents ever have the same.
/// </summary>
public sealed class AgentRepository(IRecordStore records, ISecrets secrets)
{
    public const string Kind = "agent";
    private const string ClaimKind = "agentClaim";
    private const string MobileLookup = "mobile";

    /// <summary>A claim is written once and removed once.</summary>
    private const long ClaimVersion = 1;

    /// <summary>Deleted ones too.</summary>
    public async Task<Versioned<Agent>?> FindAsync(string id, CancellationToken cancel) =>
        await records.FindAsync(Kind, id, cancel).ConfigureAwait(false) is { } stored ? Read(stored) : null;

    public Task<Versioned<Agent>?> WithMobileAsync(string mobile, CancellationToken cancel) => ClaimedAsync(MobileClaim(mobile), cancel);

    public Task<Versioned<Agent>?> WithPartnerIdAsync(string partnerId, CancellationToken cancel) => ClaimedAsync(PartnerClaim(partnerId), cancel);

    /// <summary>The changes that make an agent what it is now.</summary>
    /// <param name="before">As it was read; null for a new one.</param>
    public IEnumerable<RecordChange> Changes(Versioned<Agent>? before, Agent after)
    {
        yield return new(Kind, after.Id, before?.Version ?? 0, JsonSerializer.Serialize(after, TagJson.Default.Agent), Lookups(after));

        string[] had = before is null ? [] : Claims(before.Value);
        string[] has = Claims(after);
        foreach (var lost in had.Except(has)) yield return new(ClaimKind, lost, ClaimVersion, null);
        foreach (var won in has.Except(had)) yield return new(ClaimKind, won, 0, after.Id);
    }

    /// <summary>The changes that leave no trace of an agent on whom nothing hangs.</summary>
    public IEnumerable<RecordChange> Removal(Versioned<Agent> agent) =>
        Claims(agent.Value).Select(claim => new RecordChange(ClaimKind, claim, ClaimVersion, null)).Prepend(new(Kind, agent.Value.Id, agent.Version, null));

    /// <summary>Whether tags or vehicles hang on an agent.</summary>
    public async Task<bool> HasHistoryAsync(Agent agent, CancellationToken cancel)
    {
        foreach (var kind in new[] { TagRepository.Kind, VehicleRepository.Kind })
        {
            if ((await records.LookUpAsync(kind, Listed.Agent, agent.Id, 1, cancel).ConfigureAwait(false)).Count > 0)
                return true;
        }

        return agent.PartnerId.Length > 0;
    }

    /// <summary>The look-up that finds exactly the agent with a mobile number.</summary>
    public (string Name, string Value) ByMobile(string mobile) => (MobileLookup, secrets.Hash("agent.mobile", mobile));

    public static Versioned<Agent> Read(StoredRecord stored) => Versioned<Agent>.Of(stored, TagJson.Default.Agent);

    private async Task<Versioned<Agent>?> ClaimedAsync(string claim, CancellationToken cancel) =>
        await records.FindAsync(ClaimKind, claim, cancel).ConfigureAwait(false) is { } stored
            ? await FindAsync(stored.Body, cancel).ConfigureAwait(false)
            : null;

    private List<KeyValuePair<string, string>> Lookups(Agent agent)
    {
        if (agent.DeletedAt is not null) return [];

        var (name, value) = ByMobile(agent.Mobile);
        return [new(Listed.Name, Listed.Value), new(Listed.Status, TagLife.NameOf(agent.Status)), new(name, value),
            .. SearchWords.Lookups(agent.Name, agent.PartnerId)];
    }

    private string[] Claims(Agent agent)
    {
        if (agent.DeletedAt is not null) return [];
        return agent.PartnerId.Length > 0 ? [MobileClaim(agent.Mobile), PartnerClaim(agent.PartnerId)] : [MobileClaim(agent.Mobile)];
    }

    private string MobileClaim(string mobile) => $"mobile/{secrets.Hash("agent.mobile", mobile)}";

    private static string PartnerClaim(string partnerId) => $"partner/{partnerId}";
}
