using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>Judges the state that stands for every flow of a menu, <c>run: { flow: any, on: { cancelled: menu, other: done } }</c>, once and as it is written:
/// what is made of it is written anew for each flow.</summary>
internal static class MenuRun
{
    /// <summary>What it runs.</summary>
    private const string Any = "any";

    private const string Runs = "flow";
    private const string Ways = "on";

    /// <param name="name">Of the state.</param>
    /// <param name="ends">How what it runs may come back, and the word for all others.</param>
    /// <returns>The state without what was told, so that it is not told again of each flow.</returns>
    public static Node Judged(string name, Node state, IReadOnlySet<string> ends, ICollection<Issue> issues)
    {
        // What else a state may say is asked for where it says more.
        var slips = state.Entries.Where(entry => entry.Key.Text is not (Runs or Ways) && !FlowKeys.OfState(Runs).Contains(entry.Key.Text)).ToList();
        foreach (var (key, _) in slips)
            issues.Add(Issue.At(key.At, $"state '{name}' does not know '{key.Text}'", Nearest.Instead(key.Text, FlowKeys.OfState(Runs))));

        if (state.Find(Runs) is not { } runs)
        {
            if (!slips.Exists(slip => Nearest.To(slip.Key.Text, FlowKeys.OfState(Runs)) == Runs))
                issues.Add(Issue.At(state.At, $"state '{name}' stands for every flow of the menu and does not say so", $"write {Runs}: {Any}"));
        }
        else if (runs.Text != Any)
        {
            issues.Add(Issue.At(runs.At, $"state '{name}' stands for every flow of the menu, and runs '{runs.Text}'", Nearest.Instead(runs.Text, [Any], $"write {Runs}: {Any}")));
        }

        foreach (var (end, _) in (state.Find(Ways)?.Entries ?? []).Where(way => !ends.Contains(way.Key.Text)))
            issues.Add(Issue.At(end.At, $"no flow of the menu ends as '{end.Text}'", Nearest.Instead(end.Text, ends, "take the line out"), warning: true));
        return state with { Entries = [.. state.Entries.Except(slips)] };
    }
}
