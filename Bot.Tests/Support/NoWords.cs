using Bot.Engine.Inputs;

namespace Bot.Tests.Support;

/// <summary>No words that mean anything.</summary>
internal sealed class NoWords : IAnswerWords
{
    public string? MeaningOf(string group, ReadOnlySpan<char> word) => null;
}
