using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>
/// A row of the turn log: the one place that tells which inputs a conversation handled, what was said and how it moved. Names and times stand in clear.
/// </summary>
/// <param name="Conversation">Name of the conversation's rows.</param>
/// <param name="Handled">Name of the input's id; with the conversation it is unique.</param>
/// <param name="Version">The conversation's version that the turn made; 0 for an id that was handled otherwise and is only refused.</param>
/// <param name="Body">Sealed, see <see cref="TurnBody"/>; empty where there is nothing to tell.</param>
internal sealed record TurnRow(string Conversation, string Handled, long Version, DateTimeOffset At, TurnKept Kept, byte[] Body)
{
    /// <summary>See <see cref="TurnKey"/>.</summary>
    public long Key => TurnKey.Of(Conversation, Handled);

    public string Language { get; private init; } = "";

    public string Flow { get; private init; } = "";

    public string FlowVersion { get; private init; } = "";

    public string From { get; private init; } = "";

    public string Trigger { get; private init; } = "";

    public string To { get; private init; } = "";

    /// <param name="name">Of the conversation's rows.</param>
    public static TurnRow Of(TurnCommit commit, string name, RowSealer sealer)
    {
        var (version, log) = (commit.ExpectedVersion + 1, commit.Log);
        var row = new TurnRow(
            name, sealer.Names.Id(commit.HandledId), version, commit.At,
            log is not null ? TurnKept.Heard : commit.Transcript.IsEmpty ? TurnKept.Id : TurnKept.Said,
            TurnBody.Seal(name, version, commit.Transcript, log, sealer))
        { Language = commit.Session.Language };
        return log is null
            ? row
            : row with { Flow = log.Flow, FlowVersion = log.FlowVersion, From = log.From, Trigger = log.Trigger, To = log.To };
    }

    /// <summary>An id that is refused from now on, without a turn of this conversation.</summary>
    /// <param name="name">Of the conversation's rows.</param>
    /// <param name="handled">The name of the input's id.</param>
    public static TurnRow Mark(string name, string handled, DateTimeOffset at) => new(name, handled, 0, at, TurnKept.Id, []);
}

/// <summary>How much is left of a turn. Stored as its number.</summary>
internal enum TurnKept
{
    /// <summary>That its input was handled.</summary>
    Id = 0,

    /// <summary>What was said, too.</summary>
    Said = 1,

    /// <summary>Everything: what was heard, the way taken.</summary>
    Heard = 2,
}
