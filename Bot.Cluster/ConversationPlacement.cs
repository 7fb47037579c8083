using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Bot.Cluster;

/// <summary>Marks a grain that is placed as <see cref="ClusterOptions.Placement"/> says.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ConversationPlacementAttribute() : PlacementAttribute(new ConversationPlacement());

/// <summary>See <see cref="ConversationPlacementDirector"/>.</summary>
[Serializable]
[GenerateSerializer]
[Immutable]
[SuppressReferenceTracking]
internal sealed class ConversationPlacement : PlacementStrategy;

/// <summary>
/// Places a conversation by the hash of its person among the hosts in the order of their addresses, which is an order that a balancer's configuration can have
/// too; or, for comparison, as Orleans does by default.
/// </summary>
internal sealed class ConversationPlacementDirector(IOptions<ClusterOptions> options, IServiceProvider services) : IPlacementDirector
{
    private static readonly PlacementStrategy Usual = new ResourceOptimizedPlacementAttribute().PlacementStrategy;

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        if (options.Value.Placement == ClusterPlacement.Load || PersonHash.FromKey(target.GrainIdentity.Key.ToString() ?? "") is not { } hash)
            return services.GetRequiredKeyedService<IPlacementDirector>(Usual.GetType()).OnAddActivation(Usual, target, context);

        return Task.FromResult(Holder(hash, context.GetCompatibleSilos(target)));
    }

    /// <param name="hash">See <see cref="PersonHash"/>.</param>
    /// <param name="hosts">In any order; one at least.</param>
    internal static SiloAddress Holder(int hash, IReadOnlyCollection<SiloAddress> hosts) => InOrder(hosts)[hash % hosts.Count];

    /// <summary>By address and port; Orleans' own order is by age.</summary>
    internal static SiloAddress[] InOrder(IEnumerable<SiloAddress> hosts) =>
    [
        .. hosts.OrderBy(host => host.Endpoint.Address.GetAddressBytes(), Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)))
            .ThenBy(host => host.Endpoint.Port),
    ];
}
