using Bot.Sandbox;
using Bot.Sandbox.State;
using Bot.Templates.Rendering;

namespace Bot.Host.Console;

/// <summary>Something that the console shows. What people wrote stands only in events of the sandbox.</summary>
internal abstract record ConsoleEvent
{
    /// <summary>Its name in the browser: the record's own in lower case.</summary>
    public string Kind => GetType().Name.ToLowerInvariant();

    /// <summary>As a key without the scope <c>personal</c> sees it; null when nothing is left to see. A provider's message id may hold a number.</summary>
    public virtual ConsoleEvent? Masked() => this;

    /// <summary>The person at the phone did something.</summary>
    /// <param name="Id">The provider's id of the message.</param>
    /// <param name="What"><c>text</c>, <c>tap</c>, <c>photo</c>.</param>
    /// <param name="Text">What was written, or the label tapped.</param>
    /// <param name="Photo">Where the photo can be seen; empty for others.</param>
    /// <param name="Script">The photo as a replay names it: <c>good</c>, <c>large</c>, <c>text</c>, <c>gone</c>.</param>
    /// <param name="Fresh">Nothing was going on before it: a replay may begin here.</param>
    /// <param name="Language">The conversation's language before it.</param>
    internal sealed record Said(string Id, string What, string Text, string Photo, string Script, bool Fresh, string Language) : ConsoleEvent
    {
        /// <summary>The photo was sent as a document.</summary>
        public bool AsFile { get; init; }

        /// <summary>The number, or the user id of a person who hides it.</summary>
        public string From { get; init; } = "";

        /// <summary>The user id beside the number; empty for none.</summary>
        public string UserId { get; init; } = "";

        public override ConsoleEvent? Masked() => null;
    }

    /// <summary>Something happened that is no ordinary message.</summary>
    /// <param name="Id">The provider's id of it.</param>
    /// <param name="What">As in a line <c>event ..</c> of a replay: <c>edit</c>, <c>new-number</c> ..</param>
    /// <param name="Value">What it comes with; empty for nothing.</param>
    internal sealed record Happened(string Id, string What, string Value) : ConsoleEvent
    {
        /// <summary>The number, or the user id of a person who hides it, before it happened.</summary>
        public string From { get; init; } = "";

        /// <summary>The user id beside the number; empty for none.</summary>
        public string UserId { get; init; } = "";

        public override ConsoleEvent? Masked() => null;
    }

    /// <summary>What the host answered to the webhook that brought a message. <paramref name="Why"/> is empty when it was taken.</summary>
    internal sealed record Delivered(string Id, string Why) : ConsoleEvent
    {
        public override ConsoleEvent Masked() => this with { Id = "" };
    }

    /// <summary>A message reached the phone.</summary>
    internal sealed record Message(long Number, string Form, string Text, string Open, IReadOnlyList<SandboxTap> Taps, string Template,
        string Link) : ConsoleEvent
    {
        public string Header { get; init; } = "";

        public string Footer { get; init; } = "";

        public SandboxFile? HeaderFile { get; init; }

        public string FileName { get; init; } = "";

        /// <summary>What it carries, as a replay writes it.</summary>
        public IReadOnlyList<string> Carried { get; init; } = [];

        public override ConsoleEvent? Masked() => null;
    }

    /// <summary>The provider told that messages arrived, and whether they were read.</summary>
    internal sealed record Seen(bool Read) : ConsoleEvent;

    /// <summary>A code reached a mobile. <paramref name="Text"/> is empty when the partner wrote it.</summary>
    internal sealed record Code(string Mobile, string Digits, string Text) : ConsoleEvent
    {
        public override ConsoleEvent? Masked() => null;
    }

    /// <summary>A turn was committed.</summary>
    /// <param name="Input">What it answered: <c>text</c>, <c>tap</c>, <c>image</c>, <c>other</c>, <c>outcome sent</c>, <c>timer remind</c>.</param>
    /// <param name="InputId">The id of that input.</param>
    /// <param name="Calls">The operation it asked for; empty for none.</param>
    /// <param name="Flow">Where it left the conversation; empty when nothing is going on.</param>
    internal sealed record Turned(string Input, string InputId, IReadOnlyList<PathStep> Path, string Calls, string Flow, string State, int Replies,
        string NeedsHuman) : ConsoleEvent
    {
        /// <summary>Its number within the conversation, from 1.</summary>
        public int Turn { get; init; }

        public override ConsoleEvent Masked() => this with { InputId = "" };
    }

    /// <summary>A partner's answer.</summary>
    internal sealed record Called(string Operation, string Outcome, long Milliseconds, bool Recovered) : ConsoleEvent;

    /// <summary>A message was not simply taken: refused, or of unknown outcome.</summary>
    internal sealed record Unsent(string Result, string Why) : ConsoleEvent;

    /// <summary>Our own code failed, or the database did.</summary>
    internal sealed record Trouble(string Work, string Error) : ConsoleEvent;

    /// <summary>The flows' files were edited.</summary>
    /// <param name="Faults">Why they are not in use; empty when they are.</param>
    internal sealed record Edited(IReadOnlyList<string> Faults) : ConsoleEvent;

    /// <summary>A sandboxed partner was told to misbehave. <paramref name="Name"/> as <see cref="SandboxWorld.UnusedFaults"/> names it.</summary>
    internal sealed record Faulted(string Partner, string Fault, string Name) : ConsoleEvent;

    /// <summary>A host that operations of flows call was told what to answer.</summary>
    /// <param name="Name">As <see cref="SandboxWorld.UnusedAnswers"/> names it.</param>
    internal sealed record Given(string Line, string Name) : ConsoleEvent
    {
        public override ConsoleEvent? Masked() => null;
    }

    /// <summary>All faults were cleared.</summary>
    internal sealed record Behaved : ConsoleEvent;

    /// <summary>What was in memory only was dropped.</summary>
    internal sealed record Crashed : ConsoleEvent;

    /// <summary>The clock was moved on.</summary>
    internal sealed record Advanced(long Seconds, long Ahead) : ConsoleEvent;
}

/// <summary>One step of a turn's way.</summary>
internal sealed record PathStep(string Flow, string From, string Trigger, string To);

/// <param name="Id">Counts up from 1 since the host started.</param>
/// <param name="Conversation">Empty for what concerns all.</param>
internal sealed record FeedEntry(long Id, DateTimeOffset At, string Conversation, ConsoleEvent Event)
{
    /// <summary>As a key without the scope <c>personal</c> sees it: the number in the conversation's name is masked, the channel before it stays.</summary>
    public FeedEntry? Masked() =>
        Event.Masked() is { } masked ? this with { Event = masked, Conversation = MaskedName(Conversation) } : null;

    private static string MaskedName(string conversation)
    {
        var parts = conversation.Split(':');
        if (parts.Length > 1) parts[1] = Masking.Mask(parts[1]);
        return string.Join(':', parts);
    }
}
