using System.Collections.Immutable;
using System.Text;

namespace Bot.Templates.Templating;

/// <summary>A template of words, placeholders and plain forks, written straight into the buffer.</summary>
internal sealed class SegmentTemplate(ParsedTemplate parsed, ImmutableArray<TemplatePart> folded) : Template(parsed)
{
    /// <summary>Many messages are words only and read the same every time; null for the others.</summary>
    private readonly string? _words = folded is [WordsPart only] ? only.Text.Trim() : folded.IsEmpty ? "" : null;

    public override string Render(in RenderScope scope) => _words ?? base.Render(scope);

    protected override void Write(StringBuilder buffer, in RenderScope scope) => Write(buffer, folded, scope);

    private static void Write(StringBuilder buffer, ImmutableArray<TemplatePart> parts, in RenderScope scope)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case WordsPart words: buffer.Append(words.Text); break;
                case ChoicesPart: scope.WriteChoices(buffer); break;
                case ValuePart value: WriteValue(buffer, value, scope); break;
                case ForkPart fork: Write(buffer, fork.Taken(scope.Holds(fork.First.Root)), scope); break;
            }
        }
    }

    private static void WriteValue(StringBuilder buffer, ValuePart part, in RenderScope scope)
    {
        if (scope.Find(part.Names) is not { } value) return;
        var masked = !part.Reveal && scope.IsPersonal(part.Names[0]);
        ValueText.Write(buffer, part.Format, masked, part.Path, value.Text, scope.Words);
    }
}
