using System.Runtime.CompilerServices;

namespace Bot.Engine.Abstractions;

/// <summary>The whole list of conversations.</summary>
public static class ConversationListsExtensions
{
    private const int PageSize = 500;

    /// <summary>All conversations in the order of the list, a page at a time.</summary>
    public static async IAsyncEnumerable<ConversationLine> AllAsync(this IConversationLists lists, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(lists);
        for (var after = ""; await lists.ListAsync(after, PageSize, cancel).ConfigureAwait(false) is { Count: > 0 } lines; after = lines[^1].SessionId)
        {
            foreach (var line in lines) yield return line;
        }
    }
}
