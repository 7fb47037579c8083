using System.Collections.Immutable;

namespace Bot.Storage.Care;

/// <summary>By what a person is found in a database. Personal.</summary>
/// <param name="Number">Ten digits of an Indian mobile number; empty where none is known.</param>
/// <param name="Conversations">Keys of the person's conversations, aliases too.</param>
/// <param name="Ids">Ids of ours that stand for the person: of sessions, of a page's conversation.</param>
/// <param name="Addresses">Addresses of the person besides the number: user ids of a channel.</param>
public sealed record PersonKeys(string Number, ImmutableArray<string> Conversations, ImmutableArray<string> Ids, ImmutableArray<string> Addresses);

/// <summary>A row in which a person was found, opened.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Kind">A record's or a letter's kind; empty for other tables.</param>
/// <param name="Key">What tells it to people: a record's key, a row's or a letter's id, a turn's version.</param>
/// <param name="Conversation">Its conversation; empty for records.</param>
/// <param name="IsOwn">It lies in a conversation of the person; else it tells of them in another's, or is a record.</param>
/// <param name="Text">What it holds.</param>
/// <param name="At">When it was written, UTC.</param>
public sealed record PersonRow(string Table, string Kind, string Key, string Conversation, bool IsOwn, string Text, DateTimeOffset At)
{
    /// <summary>As it lies.</summary>
    internal Tables.StoreRow? Row { get; init; }
}
