using System.Text.RegularExpressions;

namespace Bot.Engine.Loading;

/// <summary>Names of the files in a folder of flows: their one home.</summary>
public static partial class FlowFileNames
{
    /// <summary>The flow itself, in a folder of its own.</summary>
    public const string Flow = "flow.yaml";

    /// <summary>The calls that flows declare, of one flow or of all.</summary>
    public const string Operations = "operations.yaml";

    /// <summary>What is to hold in every conversation, beside a flow.</summary>
    public const string Promises = "promises.yaml";

    /// <summary>Changes of a flow that nothing need notice, beside it; the prover reads them.</summary>
    public const string Mutants = "mutants.yaml";

    /// <summary>How the names of messages files begin.</summary>
    public const string MessagesPrefix = "messages";

    /// <summary>The name that was meant by one that is nearly a messages file's: <c>messages.hi.yaml</c> for <c>Messages_hi.yml</c>; null for others.</summary>
    public static string? NearMessages(string name) =>
        Messages().Match(name) is { Success: true } near ? $"messages.{near.Groups[1].Value.ToLowerInvariant()}.yaml" : null;

    [GeneratedRegex(@"\Amessages?[._ -]([a-z]{2,3})\.ya?ml\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Messages();
}
