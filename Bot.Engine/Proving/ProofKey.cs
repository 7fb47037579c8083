using System.Text;
using Bot.Engine.Flows;
using Bot.Engine.Promises;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Proving;

/// <summary>The abstraction: what of a session decides what can become of it. Two sessions with one key are one state of the exploration.</summary>
/// <remarks>See docs/decisions/0038. A slot counts as unset, empty, one of the values that conditions compare it with, or set.</remarks>
internal sealed class ProofKey(IReadOnlyDictionary<string, FlowFacts> facts)
{
    [ThreadStatic]
    private static StringBuilder? _buffer;

    public string Of(Session session, RunWatch watch)
    {
        var key = (_buffer ??= new()).Clear();

        // What may follow from the engine's own questions is looked at with each of their answers, right where they are asked.
        if (session is { Interrupt: { } own, Top: { } top }) return $"{top.Flow}/{top.State}?{own.Kind}{own.Page}";
        foreach (var frame in session.Frames) Add(key, frame);
        if (session.Pending is { } pending) key.Append('!').Append(pending.State);
        if (session.WithHuman) key.Append("human");
        if (session.OptedOut) key.Append("out");
        if (!session.Deferred.IsEmpty) key.Append("photos").Append(session.Deferred.Length);
        return key.Append('&').Append(watch.Key).ToString();
    }

    private void Add(StringBuilder key, Frame frame)
    {
        key.Append('/').Append(frame.Flow).Append(' ').Append(frame.State);
        if (!facts.TryGetValue(frame.Flow, out var known)) return;

        key.Append(' ').Append(frame.Attempts == 0 ? "" : $"{frame.Attempts}{frame.AttemptsAt}").Append(frame.Page == 0 ? "" : $"p{frame.Page}");
        foreach (var slot in known.Flow.Slots) key.Append(Class(known, slot.Name, frame.Slots.Find(slot.Name))).Append(',');
        foreach (var path in known.Paths) key.Append(Class(known, path, frame.Slots.Find(path))).Append(';');
        foreach (var state in frame.VisitedStates) key.Append('>').Append(state);
        foreach (var (state, outcome) in frame.CompletedResults.OrderBy(result => result.Key, StringComparer.Ordinal))
            key.Append('=').Append(state).Append(':').Append(outcome);
    }

    private static string Class(FlowFacts facts, string path, Value? value) => value switch
    {
        null => "",
        TextValue text when facts.ComparedWith(path) is { IsEmpty: false } compared && compared.Contains(text.Text) => text.Text,
        ListValue { Items.IsEmpty: true } => "n",
        _ => "s",
    };
}
