using Bot.Engine.Abstractions;
using Orleans.Runtime;

namespace Bot.Cluster;

/// <summary>Whether this host is part of the cluster, who else is, and which share of the work is its own.</summary>
public sealed class ClusterStatus : IWorkDivision
{
    private volatile Membership? _membership;

    /// <summary>This host holds its share of the conversations. False while it has not joined yet, or was given up: it handles what it receives then.</summary>
    public bool IsJoined => _membership is not null;

    /// <summary>Hosts that are part of the cluster as far as this one knows, itself among them; 0 while it is not.</summary>
    public int Hosts => Current?.Count ?? 0;

    /// <summary>Its place among the hosts in the order of their addresses; null while it has none.</summary>
    public WorkShare? Current => _membership?.Share();

    /// <summary>What this host knows of the others, and its own name among them; null while it is not one of them.</summary>
    internal (IClusterMembershipService Members, SiloAddress Own)? Joined => _membership is { } membership ? (membership.Members, membership.Own) : null;

    internal void Join(IClusterMembershipService members, SiloAddress own) => _membership = new(members, own);

    internal void Leave() => _membership = null;

    /// <summary>The share that follows from who is there; worked out anew when that changes.</summary>
    private sealed class Membership(IClusterMembershipService members, SiloAddress own)
    {
        private volatile Known? _known;

        public IClusterMembershipService Members => members;

        public SiloAddress Own => own;

        public WorkShare? Share()
        {
            var snapshot = members.CurrentSnapshot;
            if (_known is not { } known || known.Version != snapshot.Version)
            {
                var there = snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active);
                SiloAddress[] active = [.. there.Select(member => member.SiloAddress).Order()];
                var index = Array.IndexOf(active, own);
                _known = known = new(snapshot.Version, index >= 0 ? new WorkShare(index, active.Length) : null);
            }

            return known.Share;
        }

        private sealed record Known(MembershipVersion Version, WorkShare? Share);
    }
}
