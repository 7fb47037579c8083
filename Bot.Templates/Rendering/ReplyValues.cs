using System.Text;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Bot.Templates.Rendering;

/// <summary>The names a template sees: slots, arguments over them, and the lines of the choices. Only what is asked for is looked up.</summary>
internal sealed class ReplyValues : IScriptObject
{
    private RenderScope _scope;
    private string[] _known = [];

    int IScriptObject.Count => 0;

    bool IScriptObject.IsReadOnly { get => true; set { } }

    /// <param name="known">Names that the template was found to read; any other is an error, rather than nothing.</param>
    public void Show(in RenderScope scope, string[] known) => (_scope, _known) = (scope, known);

    /// <summary>Keeps nothing of a reply.</summary>
    public void Clear() => (_scope, _known) = (default, []);

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        value = null;
        if (!Contains(member)) return false;

        if (member == RenderScope.Choices) value = ChoiceLines();
        else value = ShownValue.Of(_scope.Find(member), member, _scope.IsPersonal(member), _scope.Labels);
        return true;
    }

    public bool Contains(string member) => Array.IndexOf(_known, member) >= 0;

    public IEnumerable<string> GetMembers() => [];

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly) { }

    public IScriptObject Clone(bool deep) => this;

    private string? ChoiceLines()
    {
        if (_scope.Reply.Choices.IsEmpty) return null;

        var lines = new StringBuilder();
        _scope.WriteChoices(lines);
        return lines.ToString();
    }
}
