using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using static Bot.Storage.Postgres.ColumnStep;

namespace Bot.Storage.Postgres;

/// <summary>
/// Turns of many conversations written by one statement, each by itself: whichever the session's version or its handled id refuses is left out, and the others
/// stand.
/// </summary>
/// <remarks>
/// A turn that changes records, makes an alias or leaves a letter may be refused half-way and is written alone; see <see cref="TurnStatements"/>.
/// </remarks>
internal sealed class TurnGroup : IAsyncDisposable
{
    // Two: while one group is flushed the next is worked out. Sixty-four: each holds a lock, of which a server has some six thousand by default.
    private static readonly BatchLimits Limits = new(Concurrency: 2, Size: 64);

    private readonly PostgresLink _link;
    private readonly CommitBatcher<SealedTurn, CommitResult> _batcher;

    public TurnGroup(PostgresLink link) => (_link, _batcher) = (link, new(Limits, turn => [turn.Commit.Conversation], WriteAsync));

    public static bool Takes(TurnCommit commit) => commit.Records.IsEmpty && commit.Aliases.IsEmpty && commit.DeadLetter is null;

    public Task<CommitResult> CommitAsync(SealedTurn turn, CancellationToken cancel) => _batcher.WriteAsync(turn, cancel);

    public ValueTask DisposeAsync() => _batcher.DisposeAsync();

    private async Task<IReadOnlyList<CommitResult>> WriteAsync(IReadOnlyList<SealedTurn> turns)
    {
        var steps = new List<ColumnStep> { TurnGroupSql.Write(turns) };
        var returned = turns.Where(turn => turn.Commit.FinishedCall is not null).ToList();
        if (returned.Count > 0)
        {
            steps.Add(TurnGroupSql.Finish(returned));
            steps.Add(StreamSql.Promote(Column(returned, turn => turn.Name), Words.Of(OutboxStream.Calls), Times(returned, turn => turn.Due)));
        }

        var results = new CommitResult[turns.Count];
        foreach (
            var (turn, result) in await _link.RunLockedAsync(PostgresLocks.Of(Column(turns, turn => turn.Name)), steps, TurnGroupSql.Answer,
                repeatable: true).ConfigureAwait(false))
        {
            results[turn] = result;
        }

        return results;
    }
}

/// <summary>A turn with its contents sealed, made on the caller's thread.</summary>
/// <param name="Name">Of the conversation's rows.</param>
internal sealed record SealedTurn(TurnCommit Commit, string Name, byte[] Body, TurnRow Log, IReadOnlyList<SealedRow> Outbox, DateTimeOffset Now)
{
    /// <summary>A provider's clock may run ahead of ours; nothing waits for it.</summary>
    public DateTimeOffset Due => Commit.At < Now ? Commit.At : Now;

    public static SealedTurn Of(TurnCommit commit, DateTimeOffset now, RowSealer sealer)
    {
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        var rows = new List<SealedRow>(commit.Outbox.Length);
        foreach (var row in commit.Outbox)
        {
            var (stream, kind, payload) = OutboxSql.Contents(row);
            var word = Words.Of(stream);
            places[word] = places.GetValueOrDefault(word) + 1;
            rows.Add(new(row.Id, word, places[word], kind,
                OutboxSql.Payload(row.Id, commit.Conversation, commit.Facts.Address, commit.Cause, payload, sealer), OutboxSql.FlowOf(row)));
        }

        var name = sealer.Name(commit.Conversation);
        return new(commit, name, TurnStatements.Body(commit, sealer), TurnRow.Of(commit, name, sealer), rows, now);
    }
}

/// <param name="Place">Among the turn's rows of its stream, from 1.</param>
internal sealed record SealedRow(string Id, string Stream, long Place, string Kind, byte[] Payload, string Flow);
