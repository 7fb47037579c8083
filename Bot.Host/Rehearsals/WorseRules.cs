using System.Globalization;
using Bot.Engine.Rehearsals;

namespace Bot.Host.Rehearsals;

/// <summary>When a person would be worse off: so many conversations with a difference of a kind, or so many messages more a conversation.</summary>
/// <param name="Limits">By kind, what is borne; a kind that is not named is always borne.</param>
/// <param name="MessagesPercent">Messages more a conversation that are borne; null: any number.</param>
internal sealed record WorseRules(IReadOnlyDictionary<DifferenceKind, WorseLimit> Limits, double? MessagesPercent)
{
    /// <summary>The default: not one fault, stranded person, refused answer or other end.</summary>
    public const string Usual = "fault,stranded,reject,end";

    private const string Messages = "messages";

    /// <summary><c>fault,reject=5,reply=10%,messages=20%</c>; null for anything else.</summary>
    public static WorseRules? Read(string text)
    {
        var limits = new Dictionary<DifferenceKind, WorseLimit>();
        double? messages = null;
        foreach (var rule in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, number) = rule.Split('=', 2) is [var kind, var limit] ? (kind, limit) : (rule, "0");
            if (!double.TryParse(number.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var borne)) return null;
            if (name == Messages) messages = borne;
            else if (Enum.TryParse<DifferenceKind>(name, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsDigit(name[0]))
                limits[known] = new(borne, number.EndsWith('%'));
            else return null;
        }

        return new(limits, messages);
    }

    /// <summary>What is over its limit, in sentences; empty when no person would be worse off.</summary>
    public IEnumerable<string> Broken(RehearsalTotals totals)
    {
        foreach (var (kind, limit) in Limits.OrderBy(limit => limit.Key))
        {
            var (count, all) = (totals.ConversationsWith(kind), totals.Conversations);
            if (count > (limit.IsShare ? limit.Borne * all / 100 : limit.Borne))
                yield return string.Create(CultureInfo.InvariantCulture, $"{RehearsalReport.Name(kind)}: {count} of {all} conversations, and {limit} are borne");
        }

        if (MessagesPercent is { } percent && totals.MessagesMore > percent)
            yield return string.Create(CultureInfo.InvariantCulture, $"messages: {totals.MessagesMore:0.0} % more a conversation, and {percent} % are borne");
    }
}

/// <param name="Borne">A number of conversations, or of hundred.</param>
internal sealed record WorseLimit(double Borne, bool IsShare)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Borne}{(IsShare ? " %" : "")}");
}
