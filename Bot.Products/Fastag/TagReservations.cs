using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Products.Fastag;

/// <summary>
/// Which conversation has chosen a tag. It holds exactly as long as that conversation has the tag among its answers: cancelling, falling silent or choosing
/// another one lets it go in that very turn.
/// </summary>
public sealed class TagReservations(TagRepository tags, IConversationStore conversations)
{
    public TagRepository Tags => tags;

    /// <summary>The conversation that holds a tag now; null when it is free to be chosen.</summary>
    public async Task<string?> HolderAsync(Tag tag, CancellationToken cancel)
    {
        if (tag.HeldBy is not { } holder) return null;

        var conversation = await conversations.LoadAsync(holder, cancel).ConfigureAwait(false);
        return conversation is not null && HasChosen(conversation.Session, tag.Barcode) ? conversation.Conversation : null;
    }

    /// <summary>Whether a conversation may choose a tag.</summary>
    /// <param name="tag">Null for one we have never heard of.</param>
    public async Task<bool> IsFreeAsync(Tag? tag, string conversation, CancellationToken cancel)
    {
        if (tag is null) return true;
        if (tag.State != TagState.InStock || tag.DeletedAt is not null) return false;
        return await HolderAsync(tag, cancel).ConfigureAwait(false) is not { } holder || holder == conversation;
    }

    private static bool HasChosen(Session session, string barcode)
    {
        foreach (var frame in session.Frames.Concat(session.SetAside.SelectMany(aside => aside.Frames)))
        {
            foreach (var slot in frame.Slots.Items)
            {
                if (BarcodeIn(slot.Value) is { Length: > 0 } chosen && TagRepository.KeyOf(chosen) == barcode)
                    return true;
            }
        }

        return false;
    }

    /// <summary>The barcode of a choice: its text, or the field of the row that was chosen.</summary>
    internal static string BarcodeIn(Value? value) => value?.Field("barcode")?.Text ?? value?.Text ?? "";
}
