using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;

namespace Bot.Engine.Conversations;

/// <summary>Finds out to which conversation what was heard belongs, where it tells an address that the conversation does not know yet.</summary>
internal sealed class PersonLinks(IConversationStore store, FlowSet flows, Subscriptions? subscriptions)
{
    /// <summary>What follows from the addresses; <see cref="PersonLink.Elsewhere"/> when another conversation is the one to hear it.</summary>
    /// <param name="own">The conversation under the address that was heard; version 0 where there is none.</param>
    public async Task<PersonLink> FindAsync(StoredConversation own, ConversationFacts heard, CancellationToken cancel)
    {
        var addresses = Identities.AddressesOf(heard).ToList();
        if (own.Version > 0 && Identities.AreTwo(Identities.AddressesOf(own), addresses))
        {
            // The number that it was heard under is another person's by now.
            var theirs = Identities.KeyOf(heard.Channel, addresses.First(Identities.IsUserId));
            return theirs == own.Conversation ? new(own) : new(own) { Elsewhere = theirs };
        }

        var link = new PersonLink(own);
        var handedOn = new List<string>();
        foreach (var address in addresses)
        {
            if (Identities.Knows(link.Own, heard.Channel, address)) continue;

            var key = Identities.KeyOf(heard.Channel, address);
            var other = await store.LoadAsync(key, cancel).ConfigureAwait(false);
            if (other is null) link = link.With(address, [new(key, 0)]);
            else if (other.Conversation == link.Own.Conversation) link = link.With(address, []);
            else if (Identities.AreTwo(Identities.AddressesOf(other), addresses)) handedOn.Add(address);
            else if (own.Version == 0) return new(own) { Elsewhere = other.Conversation };
            else if (Identities.GoesOn(own, other, flows) is not { } goesOn) continue;
            else if (goesOn == other) return new(own) { Elsewhere = other.Conversation };
            else link = link.Join(other, flows);
        }

        if (subscriptions is null || (link.Learned.IsEmpty && handedOn.Count == 0)) return link;

        var known = Identities.AddressesOf(link.Own).ToList();
        return link with { Records = await subscriptions.JoinAsync(heard.Channel, known, handedOn, link.Own.Conversation, cancel).ConfigureAwait(false) };
    }
}

/// <summary>What a message teaches about its person.</summary>
/// <param name="Own">The conversation that hears it, as it is with what was learned.</param>
internal sealed record PersonLink(StoredConversation Own)
{
    /// <summary>The conversation that is to hear it in place of this one; null when this one is.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>Addresses that are new to the conversation.</summary>
    public ImmutableArray<string> Learned { get; init; } = [];

    public ImmutableArray<ConversationAlias> Aliases { get; init; } = [];

    public ImmutableArray<RecordChange> Records { get; init; } = [];

    /// <summary>Something that was going on in the conversation that ends is set aside.</summary>
    public bool HasSetAside { get; init; }

    /// <summary>The person wrote to the conversation that ends last: what they wrote is no answer to this one's question.</summary>
    public bool IsOfOther { get; init; }

    public PersonLink With(string address, ImmutableArray<ConversationAlias> aliases) => this with
    {
        Own = Own with { Session = Own.Session with { Aliases = Own.Session.Aliases.Add(address) } },
        Learned = Learned.Add(address),
        Aliases = [.. Aliases, .. aliases],
    };

    /// <summary>Takes over another conversation, which ends.</summary>
    public PersonLink Join(StoredConversation ends, FlowSet flows)
    {
        ImmutableArray<string> theirs = [.. Identities.AddressesOf(ends).Where(address => !Identities.Knows(Own, Own.Facts.Channel, address))];
        var session = Identities.Join(Own, ends, flows);
        var newer = ends.Facts.LastHeard > Own.Facts.LastHeard;
        return this with
        {
            Own = Own with
            {
                Session = session with { Aliases = [.. session.Aliases, .. theirs] },
                Facts = newer ? Own.Facts with { LastHeard = ends.Facts.LastHeard } : Own.Facts,
            },
            Learned = [.. Learned, .. theirs],
            Aliases = Aliases.Add(new(ends.Conversation, ends.Version)),
            HasSetAside = HasSetAside || session.SetAside.Length > Own.Session.SetAside.Length,
            IsOfOther = IsOfOther || (newer && Own.Session.Top is not null && ends.Session.Top is not null),
        };
    }
}
