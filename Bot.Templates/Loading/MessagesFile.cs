using Bot.Templates.Rendering;

namespace Bot.Templates.Loading;

/// <summary>What one messages file says. <paramref name="Flow"/> is empty for the shared ones.</summary>
internal sealed record MessagesFile(string File, string Flow, string Language)
{
    /// <summary>The language's name in itself.</summary>
    public string Name { get; set; } = "";

    /// <summary>Of a shared file: languages that stand in where this one lacks a text, the nearest first. The default language is always the last.</summary>
    public List<Word> Fallback { get; } = [];

    /// <summary>Words by command, as written.</summary>
    public Dictionary<string, List<Word>> Commands { get; } = new(StringComparer.Ordinal);

    public List<Word> Entry { get; } = [];

    /// <summary>What words stand for in answers: by group, then by meaning.</summary>
    public Dictionary<string, Dictionary<string, List<Word>>> Words { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, MessageEntry> Messages { get; } = new(StringComparer.Ordinal);

    /// <summary>By label key: <c>idProofType.pan</c>, <c>field.vehicleNumber</c>.</summary>
    public Dictionary<string, LabelEntry> Labels { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TemplateEntry> Templates { get; } = new(StringComparer.Ordinal);
}

/// <summary>A word people may use, and where it is written.</summary>
internal sealed record Word(string Text, int Line, int Column);

/// <summary>A message. <paramref name="Text"/> finds the line and column of a placeholder again.</summary>
internal sealed record MessageEntry(string Key, MessageTemplate Template, SourceText Text)
{
    /// <summary>What it carries besides; null for a message of words.</summary>
    public MessageParts? Parts { get; init; }

    /// <summary>Itself and every text that it carries.</summary>
    public IEnumerable<MessageEntry> Texts => Parts is null ? [this] : Parts.Entries.Prepend(this);
}

/// <summary>What an option is called, and what stands below it in a list (empty: nothing).</summary>
internal sealed record LabelEntry(string Key, string Label, string Note, string File, int Line, int Column)
{
    /// <summary>What people call it besides; never shown.</summary>
    public IReadOnlyList<Word> Synonyms { get; init; } = [];
}

/// <summary>What leaves instead of a message outside the 24-hour window.</summary>
/// <param name="Language">As the provider knows it; the file's own unless it says otherwise.</param>
internal sealed record TemplateEntry(string Key, string Name, string Language, string SourceName, bool Authentication, IReadOnlyList<MessageEntry> Parameters)
{
    public int Line { get; init; } = 1;

    public int Column { get; init; } = 1;

    /// <summary>What fills its header and buttons; null for nothing.</summary>
    public TemplatePartEntries? Parts { get; init; }

    /// <summary>Every text in it.</summary>
    public IEnumerable<MessageEntry> Texts => Parameters.Concat(Parts?.Entries ?? []);
}

/// <summary>The text of one entry in its file, to turn an offset into a line and column.</summary>
internal sealed record SourceText(string File, YamlText Text, IReadOnlyList<string> FileLines)
{
    /// <summary>Exact for blocks (<c>|</c>), whose lines stand in the file as they are; the start of the entry for anything else.</summary>
    public (int Line, int Column) At(int offset)
    {
        if (!Text.Literal) return (Text.Line, Text.Column);

        var before = Text.Text.AsSpan(0, Math.Min(offset, Text.Text.Length));
        var row = before.Count('\n');
        var lineStart = before.LastIndexOf('\n') + 1;
        var line = Text.Line + 1 + row;
        if (line > FileLines.Count) return (Text.Line, Text.Column);

        var lineEnd = Text.Text.IndexOf('\n', lineStart);
        var content = lineEnd < 0 ? Text.Text[lineStart..] : Text.Text[lineStart..lineEnd];
        var indent = FileLines[line - 1].IndexOf(content, StringComparison.Ordinal);
        return (line, Math.Max(indent, 0) + offset - lineStart + 1);
    }
}
