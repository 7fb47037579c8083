using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>The brake on answers to the same thing said again and again to no effect: another machine that answers ours.</summary>
internal static class Repetitions
{
    /// <summary>So often it is answered; then an operator is told, and silence follows until something else is said.</summary>
    public const int Answered = 5;

    /// <summary>So many texts may come in turn.</summary>
    private const int MostTexts = 3;

    private const char Between = ' ';

    /// <summary>From this length on a text is a message of a machine that counts: its digits do not make it another one.</summary>
    private const int LongText = 24;

    public static Turn Judge(Session before, Input input, Turn turn)
    {
        if (turn.Replies.IsEmpty && turn.Session.WithHuman) return turn;
        if (HasChanged(before, turn) || PrintOf(input) is not { } print) return turn;

        var repetition = Next(before.Repetition, print);
        var count = repetition.Count;
        var session = turn.Session with { Repetition = repetition };
        if (count <= Answered) return turn with { Session = session };

        var why = count == Answered + 1
            ? $"The same message came {count} times in a row and changed nothing, as from a machine that answers by itself: it is not answered any more."
            : turn.NeedsHuman;
        return turn with { Session = session, Replies = [], NeedsHuman = why };
    }

    /// <summary>Counts on as long as nothing new is said: a machine may have several texts and send them in turn.</summary>
    private static Repetition Next(Repetition? last, string print)
    {
        var known = last?.Print.Split(Between) ?? [];
        return known.Contains(print) ? last! with { Count = last.Count + 1 } : new(string.Join(Between, known.TakeLast(MostTexts - 1).Append(print)), 1);
    }

    private static bool HasChanged(Session before, Turn turn)
    {
        var after = turn.Session;
        return turn.Call is not null || before.Frames.Length != after.Frames.Length
            || (before.Interrupt, before.Pending, before.WithHuman, before.Language) != (after.Interrupt, after.Pending, after.WithHuman, after.Language)
            || before.Deferred != after.Deferred || !before.Frames.SequenceEqual(after.Frames);
    }

    /// <summary>Tells equal messages; null for what is never a machine's answer, such as a tap on a button of ours.</summary>
    private static string? PrintOf(Input input)
    {
        if (input is HeardOther other) return other.Kind;
        if (input.Words is not { } text) return null;

        var plain = ChatText.Plain(text);
        if (plain.Length >= LongText) plain = string.Concat(plain.Where(sign => !char.IsDigit(sign)));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(plain)), 0, sizeof(uint)).ToLower(CultureInfo.InvariantCulture);
    }
}
