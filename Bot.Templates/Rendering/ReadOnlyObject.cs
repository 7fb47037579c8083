using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Bot.Templates.Rendering;

/// <summary>Something that templates read by name: its names are looked up one by one, never listed, and nothing in it can be written.</summary>
internal abstract class ReadOnlyObject : IScriptObject
{
    int IScriptObject.Count => 0;

    bool IScriptObject.IsReadOnly { get => true; set { } }

    public abstract bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value);

    public abstract bool Contains(string member);

    public IEnumerable<string> GetMembers() => [];

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly) { }

    public IScriptObject Clone(bool deep) => this;
}
