using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Engine.Conversations;

/// <summary>Adds to the sentence that a human is coming how long that takes, as <c>{{ wait }}</c>: whole minutes, from ten on in fives.</summary>
/// <remarks>Beside the machine, which is pure: a turn that is computed again later tells nothing of it.</remarks>
internal static class HumanWaitWords
{
    private const int Fives = 5;
    private const int Exact = 10;

    public static Turn Tell(Turn turn, IHumanWait? waits, DateTimeOffset at)
    {
        if (waits is null || turn.NeedsHuman is null || !turn.Session.WithHuman || waits.ExpectedAt(at) is not { } expected) return turn;

        var minutes = Math.Max(1, (int)Math.Ceiling(expected.TotalMinutes));
        if (minutes > Exact) minutes = (minutes + Fives - 1) / Fives * Fives;
        var wait = new KeyValuePair<string, Value>("wait", Value.Of(minutes.ToString(CultureInfo.InvariantCulture)));
        return turn with
        {
            Replies =
            [
                .. turn.Replies.Select(reply => reply.Message == SharedMessages.HumanComing ? reply with { Arguments = reply.Arguments.Add(wait) } : reply),
            ],
        };
    }
}
