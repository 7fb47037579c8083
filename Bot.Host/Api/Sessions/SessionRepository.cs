using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Host.Access;
using Bot.Host.Api.Resources;
using Bot.Host.History;

namespace Bot.Host.Api.Sessions;

/// <summary>
/// Finds conversations by the id of their session. One that was deleted stays out of sight until its person writes again; one whose flow names a scope is out
/// of sight of keys without it.
/// </summary>
internal sealed class SessionRepository(IConversationLists lists, IConversationStore store, IRecordStore records, SessionFlows shown,
    IRestrictions? restrictions = null)
{
    private const string DeletedKind = "sessionDeleted";

    public static ResourceAnswer Unknown => ResourceAnswer.NotFound("There is no such session.");

    /// <summary>With the flows that it runs on; null where there is none that the caller may see.</summary>
    public async Task<(ConversationLine Line, StoredConversation Stored, FlowSet Flows)?> FindAsync(ResourceCall call)
    {
        if (await lists.FindAsync(call.Path("session_id"), call.Cancel) is not { } line || IsRestricted(line) || await IsDeletedAsync(line, call.Cancel)) return null;
        if (await store.LoadAsync(line.Conversation, call.Cancel) is not { } stored) return null;

        var seen = await shown.SeeAsync(stored, call.Cancel);
        return seen.Stored.Session.Frames.All(frame => shown.IsSeenBy(seen.Flows, frame.Flow, call.Caller.May)) ? (line, seen.Stored, seen.Flows) : null;
    }

    /// <summary>Whether the caller's key allows conversations in this flow.</summary>
    public bool IsSeenBy(ResourceCall call, string flow) => shown.IsSeenBy(flow, call.Caller.May);

    /// <summary>Its person is to be erased: nothing of theirs is shown any more.</summary>
    public bool IsRestricted(ConversationLine line) => restrictions?.Restricts(line.Conversation) == true;

    /// <summary>As it stands now.</summary>
    public async Task<ResourceAnswer> AnswerAsync(string message, ResourceCall call, string sessionId, int status = StatusCodes.Status200OK)
    {
        if (await lists.FindAsync(sessionId, call.Cancel) is not { } line || await store.LoadAsync(line.Conversation, call.Cancel) is not { } stored)
            return Unknown;

        var seen = await shown.SeeAsync(stored, call.Cancel);
        return ResourceAnswer.Ok(message, SessionView.Of(line, seen.Stored, seen.Flows, call.ShowsPersonal)) with { Status = status };
    }

    public async Task<bool> IsDeletedAsync(ConversationLine line, CancellationToken cancel) =>
        await records.FindAsync(DeletedKind, line.SessionId, cancel) is { } deleted && deleted.Body == Mark(line);

    /// <summary>Null when the mark was changed meanwhile.</summary>
    public async Task<bool?> DeleteAsync(string sessionId, CancellationToken cancel)
    {
        if (await lists.FindAsync(sessionId, cancel) is not { } line) return false;

        var before = await records.FindAsync(DeletedKind, sessionId, cancel);
        return await records.ChangeAsync([new(DeletedKind, sessionId, before?.Version ?? 0, Mark(line))], cancel) ? true : null;
    }

    /// <summary>The version it was deleted at: the next one is a person's again.</summary>
    private static string Mark(ConversationLine line) => $"\"{line.Version}\"";
}
