using System.Globalization;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Host.Figures;
using Bot.Host.Observability;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Desk.Figures;

/// <summary>What people type that is not understood, by the rule that turned it away: of the newest answers that a flow turned away.</summary>
/// <remarks>
/// Of a personal question only the shape of an answer is shown (<c>Aaa 99</c>), and of any other the words alone that two people or more have typed, with all
/// that looks like a number or an address struck. Nothing of it is kept.
/// </remarks>
internal sealed class RejectSample(FlowSet flows, RejectRules rules, Redactor redactor)
{
    /// <summary>Rows of what was turned away.</summary>
    private const int MostRejects = 200;

    private const int LongestText = 80;

    /// <summary>People who must have typed a text before it is shown.</summary>
    private const int FewestPeople = 2;

    /// <param name="turns">That turned something away, in the order in which they were written.</param>
    public SampledRejects Of(IReadOnlyList<ConversationTurn> turns)
    {
        var rejects = new List<Reject>();
        foreach (var (name, turn) in turns)
        {
            if (turn.Entry?.Input is HeardText heard) rejects.Add(RejectOf(name, turn, heard.Text));
        }

        return new(turns.Count, turns.Count > 0 ? turns[0].Turn.At : null, [.. Shown(rejects)]);
    }

    private Reject RejectOf(string name, StoredTurn turn, string text)
    {
        var (found, state) = (flows.Find(turn.Flow), flows.Find(turn.Flow)?.Find(turn.From));

        // Of a flow or state that is gone nothing is known, so that the most careful one stands in.
        var isPersonal = state?.Answers is not { } slot || found?.Slot(slot) is not { Personal: false, Hidden: false } || state.AnswerType is { Secret: true };
        var plain = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var cut = plain.Length > LongestText ? $"{plain[..LongestText]}…" : plain;
        return new(name, turn.From, rules.Of(turn), isPersonal ? Shape(cut) : redactor.Strike(cut.ToLowerInvariant()), Shape(cut), isPersonal);
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

    private sealed record Reject(string Name, string State, string Rule, string Text, string Shape, bool IsPersonal);
}

/// <summary>What a sample tells.</summary>
/// <param name="Turns">That were looked at: of the flow, each of which turned something away.</param>
/// <param name="Since">When the oldest of them was, UTC; null for none.</param>
internal sealed record SampledRejects(int Turns, DateTimeOffset? Since, IReadOnlyList<RejectedText> Rejects);

/// <param name="Rule">See <see cref="RejectRules"/>.</param>
/// <param name="Text">See <see cref="RejectSample"/>.</param>
internal sealed record RejectedText(string State, string Rule, string Text, int Times, int People);
