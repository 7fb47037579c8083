using Bot.Engine.Rehearsals;
using Bot.Host.Rehearsals;
using Bot.Host.Wiring;
using Bot.Storage;
using Bot.Storage.Sealing;

namespace Bot.Tests.Host.Rehearsals;

/// <summary>Rehearses what a scripted conversation left in its database on the very flows that made it.</summary>
internal static class RehearsedReplays
{
    /// <returns>The first difference; null when there is none.</returns>
    public static async Task<string?> CompareAsync(string database, FlowCatalog catalog)
    {
        await using var store = await DatabaseUrl.Parse(database, "/").OpenAsync(new Secrets("stage").Sealer, TimeProvider.System);
        var conversations = new RecordedConversations(store, DateTimeOffset.UnixEpoch);
        var rehearsal = new Rehearsal(catalog.Flows, catalog.Flows, catalog.Vocabulary, catalog.Renderer);
        await foreach (var line in conversations.ListAsync(default))
        {
            if (await conversations.ReadAsync(line, default) is not { } recorded) continue;
            if (rehearsal.Play(recorded).Found is [var found, ..]) return $"{line.Conversation}, rehearsed, differs at turn {found.Version}: {found}";
        }

        return null;
    }
}
