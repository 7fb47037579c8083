using Bot.Host.Publishing;

namespace Bot.Bench.Publishing;

/// <summary>A small flow in two versions: the second asks no colour any more.</summary>
internal static class VisitFlow
{
    public const string Name = "visit";

    private const string File = """
        flow: visit
        start: name
        languages: [en, hi]
        slots:
          name: personName
          size: choice
          colour: description
        states:
          name: { ask: name, next: size }
          size: { choose: size, options: [small, large], next: colour }
          colour: { ask: colour, next: done }
          done:
            end:
        """;

    private const string Words = """
        language: {0}
        entry: [{1}]
        messages:
          name: Which name?
          size: Which size?
          colour: Which colour?
        options: { size: { small: Small, large: Large } }
        fields: { name: Name, size: Size, colour: Colour }
        """;

    /// <summary>Its files.</summary>
    public static IReadOnlyDictionary<string, string?> First { get; } = new Dictionary<string, string?>
    {
        ["visit/flow.yaml"] = File,
        ["visit/messages.en.yaml"] = WordsIn("en", "visit"),
        ["visit/messages.hi.yaml"] = WordsIn("hi", "मुलाक़ात"),
    };

    /// <summary>What is different in the second version.</summary>
    public static IReadOnlyDictionary<string, string?> Second { get; } = new Dictionary<string, string?>
    {
        ["visit/flow.yaml"] = File.Replace("  colour: { ask: colour, next: done }\n", "", StringComparison.Ordinal)
            .Replace("next: colour", "next: done", StringComparison.Ordinal).Replace("  colour: description\n", "", StringComparison.Ordinal),
        ["visit/messages.en.yaml"] = WithoutColour(WordsIn("en", "visit")),
        ["visit/messages.hi.yaml"] = WithoutColour(WordsIn("hi", "मुलाक़ात")),
    };

    /// <summary>It cannot run: one word of it is misspelt, from which more follows.</summary>
    public static IReadOnlyDictionary<string, string?> Misspelt { get; } =
        new Dictionary<string, string?>(First) { ["visit/flow.yaml"] = File.Replace("\nslots:", "\nslotx:", StringComparison.Ordinal) };

    /// <summary>The product's flows with it.</summary>
    public static FlowFiles Beside(string flows) => FlowFiles.Read(flows).With(First);

    private static string WordsIn(string language, string entry) =>
        Words.Replace("{0}", language, StringComparison.Ordinal).Replace("{1}", entry, StringComparison.Ordinal);

    private static string WithoutColour(string words) =>
        words.Replace("  colour: Which colour?\n", "", StringComparison.Ordinal).Replace(", colour: Colour", "", StringComparison.Ordinal);
}
