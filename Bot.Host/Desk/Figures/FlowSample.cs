using System.Globalization;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Host.Observability;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Desk.Figures;

/// <summary>
/// What the newest turns tell of a flow beside the counts: how long people stand at each state, how many finish, and what they type that is not understood, by
/// the rule that turned it away.
/// </summary>
/// <remarks>
/// Of a personal question only the shape of an answer is shown (<c>Aaa 99</c>), and of any other the words alone that two people or more have typed, with all
/// that looks like a number or an address struck. Nothing of it is kept.
/// </remarks>
internal sealed class FlowSample(FlowSet flows, IAnswerWords words, Redactor redactor)
{
    /// <summary>Rows of what was turned away.</summary>
    private const int MostRejects = 200;

    private const int LongestText = 80;

    /// <summary>People who must have typed a text before it is shown.</summary>
    private const int FewestPeople = 2;

    /// <param name="turns">In the order in which they were written.</param>
    /// <param name="wanted">Of the flow: those that count.</param>
    public SampledFlow Of(string flow, IReadOnlyList<SampledTurn> turns, Func<StoredTurn, bool> wanted)
    {
        var (begun, finished, rejects) = (0, 0, new List<Reject>());
        foreach (var (name, turn) in turns)
        {
            if (!wanted(turn)) continue;

            var path = turn.Entry?.Path ?? [];
            begun += path.Count(step => step.Flow == flow && step.From.Length == 0);
            finished += path.Count(step => step.Flow == flow && step is { Trigger: "end", To: "" });
            if (turn.Flow == flow && turn.Trigger == "reject" && turn.Entry?.Input is HeardText heard) rejects.Add(RejectOf(name, turn, heard.Text));
        }

        return new(turns.Count, turns.Count > 0 ? turns[0].Turn.At : null, begun, finished, [.. TimesOf(flow, turns, wanted)], [.. Shown(rejects)]);
    }

    /// <summary>
    /// From the turn that led to a state until the one that led on. Who is reminded or turned away stands there still; who never came back is left out.
    /// </summary>
    private static IEnumerable<StateTime> TimesOf(string flow, IReadOnlyList<SampledTurn> turns, Func<StoredTurn, bool> wanted)
    {
        var (stands, times) = (new Dictionary<string, Stand>(StringComparer.Ordinal), new Dictionary<string, List<double>>(StringComparer.Ordinal));
        foreach (var (name, turn) in turns)
        {
            var known = stands.TryGetValue(name, out var stand) && stand.Version == turn.Version - 1;
            var stays = known && turn.From == stand!.State && turn.To == turn.From;
            if (known && !stays && turn.Flow == flow && turn.From == stand!.State && stand.State.Length > 0 && wanted(turn)
                && !turn.Trigger.StartsWith("expire", StringComparison.Ordinal))
            {
                if (!times.TryGetValue(turn.From, out var all)) times[turn.From] = all = [];
                all.Add(Math.Max(0, (turn.At - stand.Since).TotalSeconds));
            }

            stands[name] = stays ? stand! with { Version = turn.Version } : new(turn.To, turn.Version, turn.At);
        }

        foreach (var (state, all) in times)
        {
            all.Sort();
            yield return new(state, all.Count, At(all, 0.5), At(all, 0.9));
        }
    }

    /// <summary>The least figure that a share of all is not above (nearest rank).</summary>
    private static double At(List<double> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];

    private Reject RejectOf(string name, StoredTurn turn, string text)
    {
        var (found, state) = (flows.Find(turn.Flow), flows.Find(turn.Flow)?.Find(turn.From));
        var rule = state?.AnswerType is { TakesImage: false } type
            ? type.Read(text, turn.At, words) is Rejected rejected ? RejectWords.RuleOf(rejected.Key) : ""
            : state?.Choices is not null ? "choice" : "";

        // Of a flow or state that is gone nothing is known, so that the most careful one stands in.
        var isPersonal = state?.Answers is not { } slot || found?.Slot(slot) is not { Personal: false, Hidden: false } || state.AnswerType is { Secret: true };
        var plain = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var cut = plain.Length > LongestText ? $"{plain[..LongestText]}…" : plain;
        return new(name, turn.From, rule, isPersonal ? Shape(cut) : redactor.Strike(cut.ToLowerInvariant()), Shape(cut), isPersonal);
    }

    private static IEnumerable<RejectedText> Shown(List<Reject> rejects)
    {
        var known = rejects.GroupBy(one => (one.State, one.Text)).Where(same => same.Select(one => one.Name).Distinct().Count() >= FewestPeople)
            .Select(same => same.Key).ToHashSet();
        return rejects.GroupBy(one => (one.State, one.Rule, Text: one.IsPersonal || known.Contains((one.State, one.Text)) ? one.Text : one.Shape))
            .Select(same => new RejectedText(same.Key.State, same.Key.Rule, same.Key.Text, same.Count(), same.Select(one => one.Name).Distinct().Count()))
            .OrderByDescending(one => one.Times).ThenBy(one => one.State, StringComparer.Ordinal).ThenBy(one => one.Text, StringComparer.Ordinal)
            .Take(MostRejects);
    }

    /// <summary>Digits as 9, capitals as A, all other letters as a; signs stay, and so does the number of them.</summary>
    private static string Shape(string text) => string.Concat(text.Select(sign =>
        char.IsDigit(sign) ? '9'
        : char.IsUpper(sign) ? 'A'
        : char.IsLetter(sign) || char.GetUnicodeCategory(sign) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? 'a'
        : sign));

    private sealed record Stand(string State, long Version, DateTimeOffset Since);

    private sealed record Reject(string Name, string State, string Rule, string Text, string Shape, bool IsPersonal);
}

/// <summary>What a sample tells of a flow.</summary>
/// <param name="Turns">That were looked at, of all flows.</param>
/// <param name="Since">When the oldest of them was, UTC; null for none.</param>
internal sealed record SampledFlow(int Turns, DateTimeOffset? Since, int Begun, int Finished, IReadOnlyList<StateTime> Times,
    IReadOnlyList<RejectedText> Rejects);

/// <param name="People">Who left the state.</param>
/// <param name="Median">Seconds.</param>
/// <param name="Tenth">Seconds that one of ten takes or more (p90).</param>
internal sealed record StateTime(string State, int People, double Median, double Tenth);

/// <param name="Rule">That turned it away: <c>other</c> for what is no value of the type at all, <c>choice</c> for none of the choices; empty where it is not
/// known.</param>
/// <param name="Text">See <see cref="FlowSample"/>.</param>
internal sealed record RejectedText(string State, string Rule, string Text, int Times, int People);
