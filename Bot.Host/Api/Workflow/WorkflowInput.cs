using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;

namespace Bot.Host.Api.Workflow;

/// <summary>One field as a call gave it.</summary>
/// <param name="Text">In the flow's words; for a photo its SHA-256.</param>
/// <param name="Value">It is an option's own value.</param>
/// <param name="Photo">Set when it is a photo.</param>
internal sealed record WorkflowInput(WorkflowField Field, string Text, bool Value = false, MediaReference? Photo = null)
{
    /// <summary>The input it is at a question that takes it.</summary>
    public Input At(string id, DateTimeOffset at, ImmutableArray<Choice> offered) =>
        Photo is not null ? new HeardImage(id, at, Photo) { IsKept = true }
        : Value && offered.FirstOrDefault(choice => choice.Value == Text) is { } choice ? new HeardTap(id, at, choice.Payload, choice.Value)
        : new HeardText(id, at, Text);

    /// <summary>Whether it says what the session holds already as the answer to a question.</summary>
    public bool IsAnswerTo(State? question, Session session, DateTimeOffset at, IAnswerWords words)
    {
        if (question is not { Answers: { } slot, AnswerType: { } type } || session.Top?.Slots.Find(slot) is not { } held) return false;
        if (Photo is not null) return MediaReference.From(held)?.Sha256 == Photo.Sha256;
        return type.Read(Text, at, words) is Accepted accepted && accepted.Value.Equals(held);
    }
}
