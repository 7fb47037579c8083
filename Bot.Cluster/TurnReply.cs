using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;

namespace Bot.Cluster;

/// <summary>What became of a turn, as it goes from the host that holds the conversation to the one that asked.</summary>
/// <param name="Kind">What the other values mean.</param>
/// <param name="Handled">A <see cref="Engine.Conversations.Handled"/>, of a turn that ended.</param>
/// <param name="Elsewhere">See <see cref="TurnEnd.Elsewhere"/>.</param>
/// <param name="Why">A sentence for the operator, of one that did not.</param>
/// <param name="Word">See <see cref="StoreUnavailableException.Word"/>.</param>
/// <param name="IsTransient">See <see cref="StoreUnavailableException.IsTransient"/>.</param>
[GenerateSerializer]
[Alias("bot.turn.reply")]
internal readonly record struct TurnReply(
    [property: Id(0)] int Kind, [property: Id(1)] int Handled = 0, [property: Id(2)] string? Elsewhere = null, [property: Id(3)] string Why = "",
    [property: Id(4)] string Word = "", [property: Id(5)] bool IsTransient = false)
{
    private const int Ended = 0;
    private const int Away = 1;
    private const int Late = 2;
    private const int Failed = 3;

    public static TurnReply Of(TurnEnd end) => new(Ended, (int)end.Handled, end.Elsewhere);

    public static TurnReply Of(StoreUnavailableException away) => new(Away, Why: away.Message, Word: away.Word, IsTransient: away.IsTransient);

    /// <summary>The turn took longer than its caller waits.</summary>
    public static TurnReply OfLate() => new(Late);

    /// <summary>Code of ours threw; the trace is in the log of the host that holds the conversation.</summary>
    public static TurnReply Of(Exception failure) => new(Failed, Why: failure.GetType().Name);

    /// <returns>Null when the caller is to handle the turn itself.</returns>
    /// <exception cref="StoreUnavailableException">The database is away from there.</exception>
    /// <exception cref="InvalidOperationException">Code of ours threw there.</exception>
    public TurnEnd? Taken() => Kind switch
    {
        Ended => new TurnEnd((Handled)Handled, Elsewhere),
        Away => throw new StoreUnavailableException(Why) { Word = Word, IsTransient = IsTransient },
        Failed => throw new InvalidOperationException($"The host that holds the conversation failed at its turn: {Why}."),
        _ => null,
    };
}
