using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>
/// The rules by which addresses of a channel are one person's: a conversation lies under one of them, and the others are its aliases. Pure.
/// </summary>
/// <remarks>See docs/decisions/0023-a-person-is-not-an-address.md.</remarks>
internal static class Identities
{
    /// <summary>The key of the conversation that lies under an address.</summary>
    public static string KeyOf(string channel, string address) => $"{channel}:{address}";

    /// <summary>All addresses that came with what was heard.</summary>
    public static IEnumerable<string> AddressesOf(ConversationFacts heard) => heard.Others.Prepend(heard.Address);

    /// <summary>The addresses of a conversation's person, the one that it lies under first.</summary>
    public static IEnumerable<string> AddressesOf(StoredConversation stored) =>
        stored.Session.Aliases.Prepend(stored.Conversation[(stored.Conversation.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    /// <summary>Whether everything that came with what was heard is known of the conversation already.</summary>
    public static bool Knows(StoredConversation stored, ConversationFacts heard)
    {
        if (heard.Others.IsEmpty) return true;

        foreach (var other in heard.Others)
        {
            if (!Knows(stored, heard.Channel, other)) return false;
        }

        return Knows(stored, heard.Channel, heard.Address);
    }

    public static bool Knows(StoredConversation stored, string channel, string address) =>
        stored.Session.Aliases.Contains(address, StringComparer.Ordinal)
        || (stored.Conversation.Length == channel.Length + 1 + address.Length && stored.Conversation.EndsWith(address, StringComparison.Ordinal));

    /// <summary>
    /// Whether two groups of addresses are of two people, though they share a number: each has user ids, and no user id is in both. A user id stays with its
    /// account; a number goes to another one when its owner gives it up.
    /// </summary>
    public static bool AreTwo(IEnumerable<string> one, IEnumerable<string> another)
    {
        var (first, second) = (one.Where(IsUserId).ToHashSet(StringComparer.Ordinal), another.Where(IsUserId).ToHashSet(StringComparer.Ordinal));
        return first.Count > 0 && second.Count > 0 && !first.Overlaps(second);
    }

    /// <summary>A user id has letters, a number has none.</summary>
    public static bool IsUserId(string address) => address.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0;

    /// <summary>
    /// Which of two conversations of one person goes on; null while both wait for a partner: then they become one with a later message. The one that waits
    /// for a partner goes on; else the one with a question that is more than the menu's; else the one with the newer question.
    /// </summary>
    public static StoredConversation? GoesOn(StoredConversation one, StoredConversation another, FlowSet flows)
    {
        var (first, second) = (Rank(one), Rank(another));
        if ((one.Session.Pending, another.Session.Pending) is (not null, not null)) return null;
        if (first != second) return first > second ? one : another;

        var newer = one.Facts.LastHeard.CompareTo(another.Facts.LastHeard);
        if (newer == 0) newer = string.CompareOrdinal(one.Conversation, another.Conversation);
        return newer > 0 ? one : another;

        int Rank(StoredConversation half) => half.Session.Pending is not null ? 2 : IsAtWork(half, flows) ? 1 : 0;
    }

    /// <summary>Whether something is going on that would be lost: a flow other than the menu.</summary>
    public static bool IsAtWork(StoredConversation half, FlowSet flows) => half.Session.Top is { } top && top.Flow != flows.Entry.Name;

    /// <summary>The session that goes on, with what the other one was at set aside.</summary>
    public static Session Join(StoredConversation goesOn, StoredConversation ends, FlowSet flows)
    {
        var (session, other) = (goesOn.Session, ends.Session);
        var waiting = other.SetAside;
        if (session.Top is { } top && IsAtWork(ends, flows)) waiting = waiting.Add(new(top.Id, other.Frames));
        return session with
        {
            SetAside = [.. session.SetAside, .. waiting],
            OptedOut = session.OptedOut || other.OptedOut,
            WithHuman = session.WithHuman || other.WithHuman,
            HumanSince = Later(session.HumanSince, other.HumanSince),
            Operator = session.Operator ?? other.Operator,
            HeldUntil = Later(session.HeldUntil, other.HeldUntil),
        };
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? another) => one is null || another > one ? another : one;
}
