namespace Bot.Cluster;

/// <summary>Which host a conversation is placed at when it is first heard of.</summary>
public enum ClusterPlacement
{
    /// <summary>By a hash of the person's address, which a balancer can make too.</summary>
    Hash,

    /// <summary>As Orleans does by default: where memory and processor are least used (ResourceOptimizedPlacement).</summary>
    Load,
}
