using Orleans.Runtime;

namespace Bot.Cluster;

/// <summary>Whether this host is part of the cluster, and who else is.</summary>
public sealed class ClusterStatus
{
    private volatile IClusterMembershipService? _members;

    /// <summary>This host holds its share of the conversations. False while it has not joined yet, or was told to leave: it handles what it receives then.</summary>
    public bool IsJoined => _members is not null;

    /// <summary>Hosts that are part of the cluster as far as this one knows, itself among them; 0 while it is not.</summary>
    public int Hosts => _members?.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) ?? 0;

    internal void Join(IClusterMembershipService members) => _members = members;

    internal void Leave() => _members = null;
}
