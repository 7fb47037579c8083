using Bot.Engine.Lives;

namespace Bot.Engine.Abstractions;

/// <summary>What happens to an outbox row. Who holds it, and whether it is due, are conditions of the store's; the moves are these.</summary>
public enum OutboxMove
{
    /// <summary>An owner takes it on under a lease; also one whose lease is over.</summary>
    Claim,

    /// <summary>Its owner brought it to its end.</summary>
    Finish,

    /// <summary>A turn heard the outcome of the call, also when the row has another owner by then.</summary>
    Hear,

    /// <summary>Its owner puts it off.</summary>
    Postpone,

    /// <summary>It left and no answer came.</summary>
    LoseTrack,

    /// <summary>Its owner gives it up.</summary>
    GiveUp,
}

/// <summary>The life of an outbox row; every store keeps to it.</summary>
public static class OutboxLife
{
    /// <summary>Every move there is.</summary>
    public static Life<OutboxState, OutboxMove> Definition { get; } = new("outbox", OutboxState.Pending, Refusal, life =>
    {
        life.Configure(OutboxState.Pending)
            .Permit(OutboxMove.Claim, OutboxState.Begun)
            .Permit(OutboxMove.Hear, OutboxState.Done);
        life.Configure(OutboxState.Begun)
            .PermitReentry(OutboxMove.Claim)
            .Permit(OutboxMove.Finish, OutboxState.Done)
            .Permit(OutboxMove.Hear, OutboxState.Done)
            .Permit(OutboxMove.Postpone, OutboxState.Pending)
            .Permit(OutboxMove.LoseTrack, OutboxState.Unknown)
            .Permit(OutboxMove.GiveUp, OutboxState.Dead);
        life.Configure(OutboxState.Unknown)
            .Permit(OutboxMove.Claim, OutboxState.Begun)
            .Permit(OutboxMove.Hear, OutboxState.Done);
    });

    private static string Refusal(OutboxMove move, OutboxState from) => from switch
    {
        OutboxState.Done => "The row has come to its end; nothing more happens to it.",
        OutboxState.Dead => "The row was given up; a dead letter tells why.",
        _ => $"A row that is {Word(from)} has no owner, so it cannot {Words(move)}; claim it first.",
    };

    private static string Words(OutboxMove move) => move switch
    {
        OutboxMove.Finish => "be brought to its end",
        OutboxMove.Postpone => "be put off",
        OutboxMove.LoseTrack => "be lost track of",
        _ => "be given up",
    };

    private static string Word(OutboxState state) => state == OutboxState.Unknown ? "waited for" : "pending";
}
