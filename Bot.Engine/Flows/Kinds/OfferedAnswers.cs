using System.Collections.Immutable;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows.Kinds;

/// <summary>What a question for a typed answer takes besides text: taps on what its type offers, and a location, a document or a sound.</summary>
/// <param name="type">How the answer is read.</param>
/// <param name="skip">The question may be left unanswered.</param>
internal sealed class OfferedAnswers(InputType type, bool skip)
{
    /// <summary>The kind of a file that is sent, by its name on the wire; a photo is one too.</summary>
    private const string Document = "document";

    private static readonly Choice[] None = [];

    /// <summary>Keys of the labels on the buttons; null for none.</summary>
    public ImmutableArray<string>? Labels
    {
        get
        {
            string[] labels = [.. type.Offers.Select(KeyOf), .. skip ? (string[])["skip.skip"] : []];
            return labels.Length == 0 ? null : [.. labels];
        }
    }

    public ImmutableArray<Choice> In(FlowRun run)
    {
        if (type.Offers.IsEmpty && !skip) return [];

        var values = type.Offers.Select((value, i) => new Choice(TapQuestion.Write(run, value), value, i + 1, KeyOf(value), ""));
        return [.. values, .. skip ? [new(TapQuestion.Write(run, AskState.Skip), AskState.Skip, 0, "skip.skip", "")] : None];
    }

    /// <summary>The word for one of the values was said.</summary>
    public bool Has(string? command) => command is not null && type.Offers.Contains(command);

    /// <summary>The value that was tapped; null for anything else.</summary>
    public Value? Tapped(Input input) =>
        input is HeardTap tap && TapPayload.Read(tap.Payload) is { } payload && Has(payload.Value) ? Value.Of(payload.Value) : null;

    /// <summary>What was sent in the way that the type takes; null for anything else.</summary>
    public Value? Sent(Input input) => input switch
    {
        HeardOther { Content: { } content } other when other.Kind == type.TakesSent => content,
        HeardImage image when type.TakesSent == Document => image.Image.ToValue(),
        _ => null,
    };

    private string KeyOf(string value) => $"{type.Name}.{value}";
}
