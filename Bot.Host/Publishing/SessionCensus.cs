using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Versions;

namespace Bot.Host.Publishing;

/// <summary>Counts the live sessions of the database by version, by reading each of them: where something is going on.</summary>
internal sealed class SessionCensus(IConversationLists lists, IConversationStore store)
{
    private const int AtOnce = 8;

    /// <summary>How many are on each version; those without one count for the first that was in use.</summary>
    /// <param name="publication">Null where nothing was published, so that no one is on a version.</param>
    public async Task<IReadOnlyDictionary<int, int>> CountAsync(Publication? publication, CancellationToken cancel)
    {
        var found = new ConcurrentDictionary<int, int>();
        if (publication is null) return found;

        await EachAsync(stored =>
        {
            found.AddOrUpdate(publication.VersionOf(stored.Session.FlowsVersion), 1, (_, count) => count + 1);
            return Task.CompletedTask;
        }, cancel);
        return found;
    }

    /// <summary>What would become of each under another publication.</summary>
    /// <param name="next">The publication.</param>
    /// <param name="to">Its live version.</param>
    /// <param name="version">Reads a version; null where it is gone.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<SessionGroup>> GroupAsync(Publication next, FlowVersion to, Func<int, Task<FlowVersion?>> version, CancellationToken cancel)
    {
        var found = new ConcurrentDictionary<SessionGroup, int>();
        await EachAsync(async stored =>
        {
            var (session, on) = (stored.Session, next.VersionOf(stored.Session.FlowsVersion));
            if (next.IsInUse(on)) return;

            var from = await version(on);
            var fate = SessionFate.Of(from ?? to, to, flow => from is not null && next.Drains(on, flow), session);
            found.AddOrUpdate(new(on, session.Top!.Flow, session.Top.State, fate.Kind, fate.ToFlow, fate.ToState, fate.Because, 0), 1, (_, count) => count + 1);
        }, cancel);
        return
        [
            .. found.Select(group => group.Key with { People = group.Value }).OrderBy(group => group.Flow, StringComparer.Ordinal)
                .ThenBy(group => group.State, StringComparer.Ordinal).ThenBy(group => group.Version).ThenBy(group => group.Fate),
        ];
    }

    private Task EachAsync(Func<StoredConversation, Task> act, CancellationToken cancel) => Parallel.ForEachAsync(
        lists.AllAsync(cancel).Where(line => line.Flow.Length > 0),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
        async (line, stop) =>
        {
            if (await store.LoadAsync(line.Conversation, stop) is { Session.Top: not null } stored && stored.Conversation == line.Conversation)
                await act(stored);
        });
}
