namespace Bot.Bench.Chaos.People;

/// <summary>What a person sees on the phone.</summary>
/// <param name="Taps">What can be tapped, with what a tap brings back.</param>
internal sealed record Seen(string Text, IReadOnlyList<SeenTap> Taps, bool List);

internal sealed record SeenTap(string Payload, string Title);

/// <summary>What a person does on the phone.</summary>
internal abstract record UserAction
{
    public sealed record Say(string Text) : UserAction;

    public sealed record Tap(string Payload, string Title, bool List) : UserAction;

    public sealed record Photo : UserAction;
}
