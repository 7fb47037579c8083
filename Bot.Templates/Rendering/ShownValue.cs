using System.Collections;
using System.Globalization;
using System.Text;
using Bot.Engine.Values;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Bot.Templates.Rendering;

/// <summary>
/// A slot, argument, field or item on its way through Scriban. Where it is personal, every expression sees the masked text: the whole one leaves through
/// <c>reveal</c> only. A text has no fields and no items, and nothing can be written.
/// </summary>
internal sealed class ShownValue : IScriptObject, IEnumerable
{
    private readonly Value _value;
    private readonly string _path;
    private readonly bool _personal;
    private readonly ILabels _labels;

    private ShownValue(Value value, string path, bool personal, ILabels labels) => (_value, _path, _personal, _labels) = (value, path, personal, labels);

    int IScriptObject.Count => 0;

    bool IScriptObject.IsReadOnly { get => true; set { } }

    /// <summary>Null for what is not there and for what is empty, so that Scriban's truth and its <c>??</c> are ours.</summary>
    /// <param name="path">From a slot or argument on, for the keys of labels.</param>
    public static ShownValue? Of(Value? value, string path, bool personal, ILabels labels) => Truth.Of(value) ? new(value!, path, personal, labels) : null;

    /// <summary>The value without a mask.</summary>
    public ShownValue Revealed() => new(_value, _path, false, _labels);

    /// <summary>The value in a format; masked as before.</summary>
    public ShownValue? In(ValueFormat format)
    {
        var buffer = new StringBuilder();
        ValueText.Write(buffer, format, masked: false, _path, _value.Text, _labels);
        return Of(buffer.ToString(), _path, _personal, _labels);
    }

    /// <summary>The text, masked where it is personal; empty for records and lists.</summary>
    public override string ToString() => _personal ? Masking.Mask(_value.Text) : _value.Text;

    public override bool Equals(object? obj) => obj is ShownValue other && other._value is TextValue && other.ToString() == ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        value = null;
        if (TemplateFunctions.IsFunction(member)) return false;

        if (_value is not ListValue list) value = Of(_value.Field(member), $"{_path}.{member}", _personal, _labels);
        else if (int.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Length)
            value = Of(list.Items[index], _path, _personal, _labels);
        return true;
    }

    public IEnumerator GetEnumerator()
    {
        if (_value is not ListValue list) yield break;
        foreach (var item in list.Items) yield return Of(item, _path, _personal, _labels);
    }

    public bool Contains(string member) => _value.Field(member) is not null;

    public IEnumerable<string> GetMembers() => [];

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly) { }

    public IScriptObject Clone(bool deep) => this;
}
