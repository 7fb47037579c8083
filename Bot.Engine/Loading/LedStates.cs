using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>States that something leads to, as far as their names tell: one that stands anywhere in a piece of the file counts as a way there.</summary>
internal static class LedStates
{
    /// <summary>The states of a flow as they are now, without those that could be come to before something was taken out, and cannot be any more.</summary>
    /// <param name="before">The flow's file before that.</param>
    public static Node Kept(Node before, Node states)
    {
        var (led, left) = (In(before, before.Find("states")!), In(before, states));
        return states with { Entries = [.. states.Entries.Where(state => left.Contains(state.Key.Text) || !led.Contains(state.Key.Text))] };
    }

    /// <summary>Those that the rest of the flow's file leads to, and what they lead to.</summary>
    private static HashSet<string> In(Node flow, Node states)
    {
        var led = new HashSet<string>(StringComparer.Ordinal);
        var pieces = new Queue<Node>(flow.Entries.Where(entry => entry.Key.Text != "states").Select(entry => entry.Value));
        while (pieces.TryDequeue(out var piece))
        {
            foreach (var (name, state) in states.Entries)
            {
                if (!led.Contains(name.Text) && Names(piece, name.Text) && led.Add(name.Text)) pieces.Enqueue(state);
            }
        }

        return led;
    }

    /// <summary>Whether a state's name stands anywhere in a piece of the file.</summary>
    private static bool Names(Node node, string state) =>
        node.Text == state || node.Entries.Any(entry => Names(entry.Value, state)) || node.Items.Any(item => Names(item, state));
}
