using Bot.Engine.Flows;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Yaml;

namespace Bot.Host.Publishing;

/// <summary>What is different between the files of two versions, flow by flow: states, slots and messages by name, other files as they are.</summary>
internal static class VersionDifference
{
    public static IReadOnlyList<FlowChange> Of(FlowFiles before, FlowFiles after) =>
    [
        .. before.Files.Keys.Concat(after.Files.Keys).Select(FlowOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(flow => Of(flow, before, after)).Where(change => !change.IsEmpty),
    ];

    private static FlowChange Of(string flow, FlowFiles before, FlowFiles after)
    {
        var (states, slots, messages, others) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var name in before.Files.Keys.Union(after.Files.Keys).Where(name => FlowOf(name) == flow).Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.Files.GetValueOrDefault(name), after.Files.GetValueOrDefault(name));
            if (was is not null && now is not null && was.AsSpan().SequenceEqual(now)) continue;

            var file = Path.GetFileName(name);
            if (file == FlowFileNames.Flow)
            {
                var (old, edited) = (Read(name, was), Read(name, now));
                states.AddRange(Compare(old?.Find("states"), edited?.Find("states"), ""));
                slots.AddRange(Compare(old?.Find("slots"), edited?.Find("slots"), ""));
                others.AddRange(Compare(old, edited, "").Where(key => key[1..] is not ("states" or "slots")));
            }
            else if (file.StartsWith("messages.", StringComparison.Ordinal) && file.EndsWith(".yaml", StringComparison.Ordinal))
            {
                var language = file["messages.".Length..^".yaml".Length];
                var (old, edited) = (Read(name, was), Read(name, now));
                messages.AddRange(Compare(old?.Find("messages"), edited?.Find("messages"), $"{language}."));
                messages.AddRange(Compare(old, edited, $"{language}: ").Where(key => !key.EndsWith(": messages", StringComparison.Ordinal)));
            }
            else
            {
                others.Add((was is null ? "+" : now is null ? "-" : "~") + file);
            }
        }

        return new(flow, states, slots, messages, others);
    }

    private static IEnumerable<string> Compare(Node? before, Node? after, string prefix)
    {
        var (was, now) = (Entries(before), Entries(after));
        foreach (var name in was.Keys.Union(now.Keys))
        {
            var (old, edited) = (was.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (old is null) yield return $"+{prefix}{name}";
            else if (edited is null) yield return $"-{prefix}{name}";
            else if (!Same(old, edited)) yield return $"~{prefix}{name}";
        }
    }

    private static Dictionary<string, Node> Entries(Node? map) =>
        map?.Entries.DistinctBy(entry => entry.Key.Text).ToDictionary(entry => entry.Key.Text, entry => entry.Value, StringComparer.Ordinal) ?? [];

    /// <summary>Wherever in its file it stands.</summary>
    private static bool Same(Node one, Node other) => one.Kind == other.Kind && one.Text == other.Text
        && one.Items.Count == other.Items.Count && one.Items.Zip(other.Items).All(pair => Same(pair.First, pair.Second))
        && one.Entries.Count == other.Entries.Count
        && one.Entries.Zip(other.Entries).All(pair => pair.First.Key.Text == pair.Second.Key.Text && Same(pair.First.Value, pair.Second.Value));

    private static Node? Read(string name, byte[]? bytes) => bytes is null ? null : Node.Parse(name, FileText.TextOf(bytes), new List<Issue>());

    /// <summary>Empty for files beside the flows.</summary>
    private static string FlowOf(string name) => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? name[..end] : "";
}
