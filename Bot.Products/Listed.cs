namespace Bot.Products;

/// <summary>Look-ups by which records are listed. What was deleted has none.</summary>
public static class Listed
{
    public const string Name = "in";
    public const string Value = "list";
    public const string Status = "status";
    public const string Agent = "agent";

    /// <summary>The look-up by agent; none where there is none.</summary>
    internal static KeyValuePair<string, string>[] Of(string agentId) => agentId.Length > 0 ? [new(Agent, agentId)] : [];
}
