using System.Text;
using Scriban;
using Scriban.Parsing;

namespace Bot.Templates.Rendering;

/// <summary>The names a template sees: slots, arguments over them, and the lines of the choices. Only what is asked for is looked up.</summary>
internal sealed class ReplyValues : ReadOnlyObject
{
    private RenderScope _scope;
    private string[] _known = [];

    /// <param name="known">Names that the template was found to read; any other is an error, rather than nothing.</param>
    public void Show(in RenderScope scope, string[] known) => (_scope, _known) = (scope, known);

    /// <summary>Keeps nothing of a reply.</summary>
    public void Clear() => (_scope, _known) = (default, []);

    public override bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        value = null;
        if (!Contains(member)) return false;

        if (member == RenderScope.Choices) value = ChoiceLines();
        else value = ShownValue.Of(_scope.Find(member), member, this);
        return true;
    }

    public ILabels Labels => _scope.Labels;

    public bool IsPersonal(string name) => _scope.IsPersonal(name);

    public override bool Contains(string member) => Array.IndexOf(_known, member) >= 0;

    private string? ChoiceLines()
    {
        if (_scope.Reply.Choices.IsEmpty) return null;

        var lines = new StringBuilder();
        _scope.WriteChoices(lines);
        return lines.ToString();
    }
}
