using System.Buffers;
using Bot.Engine.Conversations;
using Bot.Engine.Ports;

namespace Bot.Host.Storage.Sql;

/// <summary>A turn as the statements that write it, made on the caller's thread: JSON and encryption are done before the one writer sees it.</summary>
internal static class TurnScript
{
    /// <summary>Transcript lines of one turn stay below this, so that their numbers keep apart from the next turn's.</summary>
    public const int LinesPerTurnLimit = 1000;

    private const int UsualSession = 4096;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <exception cref="ArgumentException">As many lines as <see cref="LinesPerTurnLimit"/>, or more.</exception>
    public static List<SqlStep> For(TurnCommit commit, DateTimeOffset now, Sealer sealer)
    {
        if (commit.Transcript.Length >= LinesPerTurnLimit) throw new ArgumentException($"A turn writes fewer than {LinesPerTurnLimit} transcript lines.", nameof(commit));

        var conversation = commit.Conversation;
        var steps = new List<SqlStep>(8 + commit.Outbox.Length + commit.Timers.Length + commit.Transcript.Length + (commit.Records.Length * 3))
        {
            SessionSql.Handled(conversation, commit.HandledId, commit.At).Else(CommitResult.Duplicate),
            SessionSql.Write(commit, Body(commit, sealer), now).Else(CommitResult.Conflict),
        };
        foreach (var change in commit.Records) RecordSql.Change(steps, change, now, sealer);

        // A provider's clock may run ahead of ours; nothing waits for it.
        var due = commit.At < now ? commit.At : now;
        if (commit.FinishedCall is { } call)
        {
            steps.Add(OutboxSql.Finish(conversation, call, Words.Done, null, null, commit.At));
            steps.Add(OutboxSql.Promote(conversation, Words.Of(OutboxStream.Calls), call, due));
        }

        foreach (var row in commit.Outbox) steps.Add(OutboxSql.Queue(row, conversation, commit.Facts, commit.Session.Language, commit.At, due, sealer));

        if (commit.ExpectedVersion > 0) steps.Add(SessionSql.ClearTimers(conversation));
        foreach (var timer in commit.Timers) steps.Add(SessionSql.ArmTimer(conversation, timer));

        // Numbers follow the session's version, and so the order of commits, without asking what the last one was.
        var seq = (commit.ExpectedVersion + 1) * LinesPerTurnLimit;
        for (var i = 0; i < commit.Transcript.Length; i++)
        {
            var line = commit.Transcript[i];
            steps.Add(SessionSql.Say(conversation, seq + i, commit.At, line.Direction, sealer.Seal(SessionSql.TranscriptTable, $"{conversation}\0{seq + i}", line.Text)));
        }

        if (commit.DeadLetter is { } letter) steps.Add(DeadLetterSql.Bury(letter, sealer));
        return steps;
    }

    private static byte[] Body(TurnCommit commit, Sealer sealer)
    {
        var buffer = _buffer ??= new(UsualSession);
        buffer.ResetWrittenCount();
        SessionJson.Write(buffer, commit.Session);
        return sealer.Seal(SessionSql.Table, commit.Conversation, buffer.WrittenSpan);
    }
}
