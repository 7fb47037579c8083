using System.Buffers;
using Bot.Engine.Abstractions;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>A turn as the statements that write it, made on the caller's thread: JSON and encryption are done before the one writer sees it.</summary>
internal static class TurnStatements
{
    private const int UsualSession = 4096;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static List<SqlStep> For(TurnCommit commit, DateTimeOffset now, RowSealer sealer)
    {
        var conversation = sealer.Name(commit.Conversation);
        var steps = new List<SqlStep>(6 + commit.Outbox.Length + (commit.Records.Length * 3))
        {
            TurnLogSql.Add(TurnRow.Of(commit, conversation, sealer)).Else(CommitResult.Duplicate),
            SessionSql.Write(commit, conversation, Body(commit, sealer), now).Else(CommitResult.Conflict),
        };
        foreach (var alias in commit.Aliases)
        {
            var body = AliasBody(alias, commit, sealer);
            steps.AddRange(SessionSql.Write(alias, commit.Facts, sealer.Name(alias.Conversation), conversation, body, now));
        }

        foreach (var change in commit.Records) RecordSql.Change(steps, change, now, sealer);

        // A provider's clock may run ahead of ours; nothing waits for it.
        var due = commit.At < now ? commit.At : now;
        if (commit.FinishedCall is { } call)
        {
            steps.Add(OutboxSql.Finish(conversation, call, Words.Done, null, null, commit.At));
            steps.Add(OutboxSql.Promote(conversation, Words.Of(OutboxStream.Calls), due));
        }

        foreach (var row in commit.Outbox) steps.Add(OutboxSql.Queue(row, commit, due, sealer));

        if (commit.DeadLetter is { } letter) steps.Add(DeadLetterSql.Add(letter, sealer));
        return steps;
    }

    /// <summary>The session as it is kept: behind its conversation, address and name.</summary>
    public static byte[] Body(TurnCommit commit, RowSealer sealer) =>
        Body(commit.Conversation, commit.Facts.Address, commit.Facts.Name, commit.Session, sealer);

    /// <summary>What lies under an alias.</summary>
    public static byte[] AliasBody(ConversationAlias alias, TurnCommit commit, RowSealer sealer) =>
        Body(alias.Conversation, "", "", ConversationAlias.Session(commit), sealer);

    private static byte[] Body(string conversation, string address, string name, Session session, RowSealer sealer)
    {
        var buffer = _buffer ??= new(UsualSession);
        buffer.ResetWrittenCount();
        RowSealer.Write(buffer, conversation);
        RowSealer.Write(buffer, address);
        RowSealer.Write(buffer, name);
        SessionJson.Write(buffer, session);
        return sealer.Sealer.Seal(SessionSql.Table, sealer.Name(conversation), buffer.WrittenSpan);
    }
}
