using System.Buffers;

namespace Bot.Engine.Sessions;

/// <summary>What a tap brings back: the question it was offered with and the value it stands for.</summary>
/// <param name="Question">A state and its run, <c>plan@3</c>; or one of the engine's own questions, <see cref="OwnQuestions"/>.</param>
internal readonly record struct TapPayload(string Question, string Value)
{
    private static readonly SearchValues<char> RunNumber = SearchValues.Create("0123456789-");

    /// <summary>The engine's own questions: which answer to change, which language to speak, whether to begin again.</summary>
    public static IReadOnlyList<string> OwnQuestions { get; } = ["edit", "language", "again"];

    /// <summary>Null for a payload that the engine did not write: a template's or a campaign's.</summary>
    public static TapPayload? Read(string payload)
    {
        var at = payload.IndexOf('#', StringComparison.Ordinal);
        return at > 0 && IsQuestion(payload.AsSpan(0, at)) ? new(payload[..at], payload[(at + 1)..]) : null;
    }

    private static bool IsQuestion(ReadOnlySpan<char> question)
    {
        foreach (var own in OwnQuestions)
        {
            if (question.SequenceEqual(own))
                return true;
        }

        var at = question.LastIndexOf('@');
        return at > 0 && at + 1 < question.Length && !question[(at + 1)..].ContainsAnyExcept(RunNumber) && char.IsAsciiDigit(question[at + 1]);
    }
}
