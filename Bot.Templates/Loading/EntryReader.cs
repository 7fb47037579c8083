using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Templates.Rendering;

namespace Bot.Templates.Loading;

/// <summary>Reads single entries of a messages file, telling every fault on the way.</summary>
/// <param name="file">The file as issues name it.</param>
/// <param name="lines">Its lines, to find the place of a placeholder again.</param>
internal abstract class EntryReader(string file, string[] lines, ICollection<Issue> issues)
{
    protected string File => file;

    protected string[] Lines => lines;

    protected ICollection<Issue> Issues => issues;

    protected MessageEntry? TemplateOf(string key, YamlPart part, string what)
    {
        if (part is not YamlText scalar)
        {
            Tell(part, $"{what} is text, and '{key}' is not", "the text itself");
            return null;
        }

        if (string.IsNullOrWhiteSpace(scalar.Text))
        {
            Tell(part, $"the text of '{key}' is empty", "what is to be said");
            return null;
        }

        var source = new SourceText(file, scalar, lines);
        var (template, faults) = TemplateReader.ReadForChecks(scalar.Text.TrimEnd());
        foreach (var fault in faults)
        {
            var (line, column) = source.At(fault.Offset);
            Tell(line, column, fault.Problem, fault.Instead);
        }

        return new(key, template, source);
    }

    protected bool YesOrNo(YamlEntry entry)
    {
        var said = TextOf(entry, entry.Key);
        if (said is not (null or "true" or "false")) Tell(entry.Value, $"'{said}' is neither true nor false", "true or false");
        return said == "true";
    }

    protected ImmutableArray<YamlEntry> MapOf(YamlEntry section)
    {
        if (section.Value is YamlMap map) return map.Entries;
        if (section.Value is YamlText { Text: "" }) return [];
        Tell(section.Value, $"'{section.Key}' is not a map", "key: value lines below it, indented");
        return [];
    }

    protected string? TextOf(YamlEntry entry, string what)
    {
        if (entry.Value is YamlText { Text: var said }) return said.Trim();
        Tell(entry.Value, $"{what} is text", $"{entry.Key}: and the text");
        return null;
    }

    protected void Tell(YamlEntry at, string problem, string instead) => Tell(at.Line, at.Column, problem, instead);

    protected void Tell(YamlPart at, string problem, string instead) => Tell(at.Line, at.Column, problem, instead);

    protected void Tell(int line, int column, string problem, string instead) => issues.Add(new(file, line, column, problem, instead));
}
