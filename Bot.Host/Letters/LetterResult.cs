using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;

namespace Bot.Host.Letters;

/// <summary>What became of an act on a letter.</summary>
/// <param name="Message">A sentence for the person who acts.</param>
internal abstract record LetterResult(string Message)
{
    /// <summary>It is dealt with, and no more among the letters.</summary>
    public sealed record Done(string Message) : LetterResult(Message);

    /// <summary>There is no such letter.</summary>
    public sealed record Unknown() : LetterResult("There is no such letter, or it is dealt with already.");

    /// <summary>It cannot be done, and nothing was changed.</summary>
    public sealed record Refused(string Message) : LetterResult(Message);
}

/// <summary>Some of the letters that wait for a person.</summary>
/// <param name="Kinds">How many there are of each kind, those of persons who are to be erased too.</param>
/// <param name="Next">The letter to go on behind; null for the last page.</param>
internal sealed record LetterPage(IReadOnlyList<DeadLetter> Items, IReadOnlyDictionary<string, int> Kinds, string? Next);

/// <summary>Who deals with a letter, and what they say of it.</summary>
/// <param name="By">See <see cref="ResolvedLetter"/>.</param>
internal sealed record LetterNote(string By, string Note);

/// <summary>What a person found out about a call.</summary>
/// <param name="Outcome">One of its outcomes.</param>
/// <param name="Fields">The outcome's fields, by name.</param>
internal sealed record FoundOut(string Outcome, IReadOnlyDictionary<string, string> Fields);

/// <summary>A letter with what is known of it.</summary>
/// <param name="Undecided">The call that it is about; null where none is kept.</param>
/// <param name="Outcomes">Those that it can be settled with, with their fields; empty where it is not settled.</param>
internal sealed record KnownLetter(DeadLetter Letter, UndecidedCall? Undecided, IReadOnlyList<Bot.Engine.Flows.OperationOutcome> Outcomes)
{
    /// <summary>Whose it is: of a letter that names no conversation, that of its call. Empty for no one's.</summary>
    public string Conversation => Letter.Conversation.Length > 0 ? Letter.Conversation : Undecided?.Conversation ?? "";
}
