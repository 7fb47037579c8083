using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Tests.Support;

/// <summary>
/// Words for case files without any messages file: a command is its own key or one Hindi word, a label is its value with capitals, <c>open x</c> is the entry
/// word of flow x.
/// </summary>
internal sealed class CaseVocabulary : IVocabulary
{
    private static readonly string[] Commands = ["menu", "restart", "back", "edit", "cancel", "help", "language", "resend", "newVehicle", "human", "stop", "start", "skip", "yes", "no", "more", "previous", "retry"];

    private static readonly Dictionary<string, string> Hindi = new() { ["मेनू"] = "menu", ["वापस"] = "back", ["हाँ"] = "yes", ["नहीं"] = "no", ["पैन"] = "pan", ["सोना"] = "gold" };

    public IReadOnlyList<string> Languages => ["en", "hi"];

    public string NameOf(string language) => language == "hi" ? "हिन्दी" : "English";

    public string? CommandOf(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        if (word == "try again") return "retry";
        return Commands.Contains(word) ? word : Hindi.GetValueOrDefault(word) is { } command && Commands.Contains(command) ? command : null;
    }

    public (string Flow, string Language)? EntryOf(string text) => text.Split(' ') switch
    {
        ["open", var flow] => (flow, "en"),
        ["खोलो", var flow] => (flow, "hi"),
        _ => null,
    };

    public IReadOnlyList<string> LabelsOf(string flow, string labelKey)
    {
        var value = labelKey[(labelKey.LastIndexOf('.') + 1)..];
        var english = string.Concat(
            value.Select((letter, i) => i == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? " " + letter : letter.ToString()));
        return Hindi.FirstOrDefault(pair => pair.Value == value).Key is { } hindi ? [english, hindi] : [english];
    }

    public IReadOnlyList<string> SynonymsOf(string flow, string labelKey) => [];

    public IEnumerable<IReadOnlyList<string>> TitlesOf(string flow, string language, ImmutableArray<Choice> choices) => [];

    public string? MeaningOf(string group, ReadOnlySpan<char> word) =>
        group == WordGroups.YesNo && CommandOf(new(word)) is "yes" or "no" ? CommandOf(new(word)) : null;
}
