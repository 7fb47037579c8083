using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Storage.Care;

namespace Bot.Host.Persons;

/// <summary>Who is meant by a number or an id, and by what they are found in the database.</summary>
internal sealed class PersonFinder(IConversationStore store, IConversationLists lists, IReadOnlyDictionary<string, IChannel> channels)
{
    /// <param name="given">A mobile number, or the id of a session.</param>
    /// <returns>Null for neither. A number that was never heard of is looked for all the same: others may tell of it.</returns>
    public async Task<PersonKeys?> FindAsync(string given, CancellationToken cancel)
    {
        var text = given.Trim();
        if (IndianMobile.TryRead(text, out var mobile)) return await OfNumberAsync(IndianMobile.National(mobile), cancel);
        if (await lists.FindAsync(text, cancel) is not { } line) return null;

        return await store.LoadAsync(line.Conversation, cancel) is { } stored ? await OfConversationAsync(stored, cancel) : null;
    }

    /// <summary>A conversation of the person's: its addresses may have the number, and that others.</summary>
    private async Task<PersonKeys> OfConversationAsync(StoredConversation stored, CancellationToken cancel)
    {
        var numbers = stored.Session.Aliases.Append(stored.Facts.Address).Select(NumberOf).Where(number => number.Length > 0).Distinct().ToList();
        var own = Of("", [stored]);
        if (numbers is not [var number, ..]) return own;

        var all = await OfNumberAsync(number, cancel);
        return new(number, [.. own.Conversations.Union(all.Conversations)], [.. own.Ids.Union(all.Ids)], [.. own.Addresses.Union(all.Addresses)]);
    }

    private async Task<PersonKeys> OfNumberAsync(string number, CancellationToken cancel)
    {
        var found = new List<StoredConversation>();
        foreach (var channel in channels.Keys)
        {
            foreach (var address in new[] { $"91{number}", $"+91{number}", number })
            {
                if (await store.LoadAsync($"{channel}:{address}", cancel) is { } stored) found.Add(stored);
            }
        }

        var keys = Of(number, found);
        return keys with { Conversations = [.. keys.Conversations.Union(channels.Keys.Select(channel => $"{channel}:91{number}"))] };
    }

    private static PersonKeys Of(string number, IReadOnlyList<StoredConversation> found)
    {
        var (conversations, ids, addresses) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal));
        foreach (var stored in found)
        {
            var channel = stored.Conversation[..(stored.Conversation.IndexOf(':', StringComparison.Ordinal) + 1)];
            conversations.Add(stored.Conversation);
            ids.Add(stored.Session.Id);

            // Direct Line's key has the page's conversation and the page's name of its user.
            foreach (var part in stored.Conversation[channel.Length..].Split(':').SkipLast(1)) ids.Add(part);
            foreach (var alias in stored.Session.Aliases)
            {
                conversations.Add(channel + alias);
                addresses.Add(alias);
            }

            addresses.Add(stored.Facts.Address);
        }

        return new(number, [.. conversations], [.. ids], [.. addresses.Where(address => NumberOf(address) != number || number.Length == 0)]);
    }

    /// <summary>Ten digits; empty for what is no Indian mobile number.</summary>
    public static string NumberOf(string address) => IndianMobile.TryRead(address, out var mobile) ? IndianMobile.National(mobile) : "";
}
