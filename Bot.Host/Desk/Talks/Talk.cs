using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Templates.Rendering;

namespace Bot.Host.Desk.Talks;

/// <summary>Where a conversation stands, as the desk shows it.</summary>
/// <param name="Number">Masked for those who only watch.</param>
/// <param name="WaitsFor"><c>person</c>, <c>partner</c>, or null when nothing is going on.</param>
/// <param name="Asks">The question that is open; null for none.</param>
/// <param name="WindowEnds">Until then anything may be written to the person; afterwards a template alone.</param>
internal sealed record Talk(string Session, string Channel, string Number, string Name, string Language, string Flow, string State, string? WaitsFor,
    TalkQuestion? Asks, bool WithHuman, string? By, DateTimeOffset? HumanSince, DateTimeOffset? WaitsSince, string Why, DateTimeOffset HeardAt,
    DateTimeOffset WindowEnds, bool OptedOut, long Version, IReadOnlyList<string> Visited, IReadOnlyList<TalkAnswer> Answers)
{
    public static Talk Of(StoredConversation stored, Handover? handover, FlowSet flows, bool whole)
    {
        var (session, facts) = (stored.Session, stored.Facts);
        var flow = session.Top is { } top ? flows.Find(top.Flow) : null;
        return new(
            session.Id, facts.Channel, whole ? facts.Address : Masking.Mask(facts.Address), facts.Name, session.Language, session.Top?.Flow ?? "",
            session.Top?.State ?? "", session.Top is null ? null : session.Pending is null ? "person" : "partner", TalkQuestion.Of(session, flow),
            session.WithHuman, session.Operator, session.HumanSince, handover?.WaitsSince, handover?.Why ?? "", facts.LastHeard,
            facts.LastHeard + ConversationFacts.Window, session.OptedOut, stored.Version,
            session.Top is null ? [] : [.. session.Top.VisitedStates], AnswersOf(session, flow));
    }

    private static List<TalkAnswer> AnswersOf(Session session, Flow? flow)
    {
        var answers = new List<TalkAnswer>();
        if (session.Top is null) return answers;

        foreach (var (name, value) in session.Top.Slots.Items)
        {
            // One that the flow has no longer is shown as the most careful flow would.
            var slot = flow?.Slot(name);
            if (slot is { Hidden: true } || (slot is not null && IsCode(slot)) || value is ListValue) continue;

            var isPhoto = MediaReference.From(value) is not null;
            var isPersonal = slot is null or { Personal: true } || slot.Type is { Secret: true } || !slot.PersonalFields.IsEmpty;
            if (isPhoto) answers.Add(new(name, "", true, true));
            else if (TextOf(value) is { Length: > 0 } text) answers.Add(new(name, isPersonal ? Masking.Mask(text) : text, isPersonal, false));
        }

        return answers;
    }

    /// <summary>One-time codes are shown to no one.</summary>
    public static bool IsCode(SlotDefinition slot) => slot.TypeName.StartsWith("otp", StringComparison.Ordinal);

    /// <summary>A value in words; empty for what has none.</summary>
    public static string TextOf(Value value) => value switch
    {
        TextValue text => text.Text,
        RecordValue record => string.Join(", ", record.Fields.Where(field => field.Value is TextValue).Select(field => field.Value.Text)),
        _ => "",
    };
}

/// <summary>An answer so far.</summary>
/// <param name="Hidden">Personal: its value is masked, and shown by an act that is written down.</param>
internal sealed record TalkAnswer(string Slot, string Value, bool Hidden, bool Photo);

/// <summary>The question that is open.</summary>
/// <param name="Kind"><c>ask</c>, <c>choose</c> ...</param>
/// <param name="Takes">What it takes, in words; empty for a choice.</param>
internal sealed record TalkQuestion(string State, string Kind, string Takes)
{
    public static TalkQuestion? Of(Session session, Flow? flow) =>
        session is { Top: { } top, Pending: null } && flow?.Find(top.State) is { IsQuestion: true } state
            ? new(state.Name, state.Kind, state.AnswerType?.Accepts ?? "")
            : null;
}
