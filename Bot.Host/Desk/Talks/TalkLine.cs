using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Host.Observability;
using Bot.Storage.Abstractions;

namespace Bot.Host.Desk.Talks;

/// <summary>One turn of a conversation as the desk shows it.</summary>
/// <param name="Version">The turn.</param>
/// <param name="Place">Flow and state that heard it; empty for none.</param>
/// <param name="By">The operator who did it; null for the person, a partner or a timer.</param>
/// <param name="Act">What the operator did: <c>take</c>, <c>write</c>, <c>back</c>, <c>answer</c>, <c>end</c>; null for none.</param>
/// <param name="Photo">A picture came with it.</param>
internal sealed record TalkTurn(long Version, DateTimeOffset At, string Place, string? By, string? Act, bool Photo, IReadOnlyList<TalkLine> Lines);

/// <summary>Something said.</summary>
/// <param name="From"><c>person</c>, <c>bot</c>, <c>operator</c>, or <c>note</c> for what the bot kept to itself.</param>
/// <param name="Text">Struck where it is <paramref name="Hidden"/>.</param>
/// <param name="Hidden">An answer that is personal: shown by an act that is written down.</param>
/// <param name="Delivery"><c>queued</c>, <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>failed</c>; null for what came in or was not heard of.</param>
/// <param name="Link">Where the picture or file is that an operator sent; null for none, and for those who only watch.</param>
internal sealed record TalkLine(string From, string Text, bool Hidden, string? Delivery, string? Link = null);

/// <summary>Makes of the turn log what the desk shows, personal answers struck.</summary>
internal sealed class TalkLines(FlowSet flows, Redactor redactor)
{
    /// <param name="known">Of the person: a text of the bot's that has one of their words in it is struck too.</param>
    /// <param name="whole">Numbers stand as they were written; else they are struck wherever they are, for those who only watch.</param>
    /// <param name="rowOf">The delivery state of the message at a position of the turn; null for what is not known.</param>
    public TalkTurn Of(StoredTurn turn, KnownWords known, bool whole, Func<int, string?> rowOf)
    {
        var (input, personal, lines) = (turn.Entry?.Input, IsPersonal(turn), new List<TalkLine>());
        var sent = 0;
        foreach (var line in turn.Lines)
        {
            var from = line.Direction switch { "in" => "person", "note" => "note", _ => input is WrittenByOperator && sent == 0 ? "operator" : "bot" };
            var hidden = from == "person" ? personal || IsKeptBack(turn, line) : from != "operator" && IsTold(turn, known, line.Text);
            var link = whole && from == "operator" && input is WrittenByOperator { Message.Link: { Length: > 0 } sentTo } ? sentTo : null;
            var text = hidden ? Covered(line.Text) : whole ? line.Text : Struck(line.Text);
            lines.Add(new(from, text, hidden, from is "bot" or "operator" ? rowOf(sent++) : null, link));
        }

        return new(turn.Version, turn.At, turn.Flow.Length > 0 ? $"{turn.Flow}/{turn.From}" : "", (input as OperatorInput)?.By, ActOf(input),
            input is HeardImage { Image.Channel.Length: > 0 }, lines);
    }

    /// <summary>
    /// Whether a person answered something personal in a turn, or tried to, or it cannot be told. What is written to a human answers nothing.
    /// </summary>
    public bool IsPersonal(StoredTurn turn)
    {
        if (turn.Flow.Length == 0 || turn.From.Length == 0 || turn.Trigger.Length == 0) return false;
        if (turn.Trigger.StartsWith("command", StringComparison.Ordinal)) return false;

        // Of a flow or state that is gone nothing is known, so that the most careful one stands in.
        if (flows.Find(turn.Flow) is not { } flow || flow.Find(turn.From) is not { } state) return true;
        return state.Answers is { } slot && (flow.Slot(slot)?.Personal ?? false);
    }

    /// <summary>A line as it was said. What was written to a human at a question whose answers the transcript does not keep stands in the input.</summary>
    public string Whole(StoredTurn turn, TranscriptLine line) => IsKeptBack(turn, line) ? ((HeardText)turn.Entry!.Input).Text : line.Text;

    private bool IsKeptBack(StoredTurn turn, TranscriptLine line) =>
        line is { Direction: "in", Text: TranscriptLine.KeptBack } && turn is { Trigger: "", Entry.Input: HeardText }
        && flows.Find(turn.Flow) is { } flow && flow.Find(turn.From)?.Answers is { } slot && flow.Slot(slot) is { } known && !Talk.IsCode(known);

    /// <summary>A text with its numbers struck, its lines kept.</summary>
    public string Struck(string text) => string.Join('\n', text.Split('\n').Select(redactor.Strike));

    /// <summary>Whether a text of the bot's tells something personal, or may.</summary>
    private bool IsTold(StoredTurn turn, KnownWords known, string text) =>
        known.IsUnknown(turn) || known.Words.AreIn(text) || (known.IsGuess(turn) && Struck(text) != text);

    private static string Covered(string text) => new('•', Math.Clamp(text.Length, 4, 12));

    private static string? ActOf(Input? input) => input switch
    {
        WrittenByOperator => "write",
        AnsweredByOperator => "answer",
        MovedByOperator { HandsBack: true } or SetByOperator { WithHuman: false } => "back",
        SetByOperator { WithHuman: true } => "take",
        EndedByOperator => "end",
        OperatorInput => "set",
        _ => null,
    };
}
