using System.Collections;
using System.Globalization;
using System.Text;
using Bot.Engine.Values;
using Scriban;
using Scriban.Parsing;

namespace Bot.Templates.Rendering;

/// <summary>
/// A slot, argument, field or item on its way through Scriban. Where it is personal, every expression sees the masked text: the whole one leaves through
/// <c>reveal</c> only. A text has no fields and no items, and nothing can be written.
/// </summary>
internal sealed class ShownValue : ReadOnlyObject, IEnumerable
{
    // One buffer a thread: writing a value never nests and never waits.
    [ThreadStatic]
    private static StringBuilder? _buffer;

    private readonly Value _value;
    private readonly ShownValue? _record;
    private readonly string _name;
    private readonly ReplyValues _reply;
    private readonly Cover _cover;

    private ShownValue(Value value, ShownValue? record, string name, Cover cover, ReplyValues reply) =>
        (_value, _record, _name, _cover, _reply) = (value, record, name, cover, reply);

    /// <summary>How much of a value's text is covered.</summary>
    private enum Cover
    {
        Nothing,
        Personal,

        /// <summary>All of it: a format made it long, and what is short shows none of its letters.</summary>
        Everything,
    }

    /// <summary>The names from a slot or argument on, for the keys of labels. Items are called as their list.</summary>
    private string Path => _record is null ? _name : $"{_record.Path}.{_name}";

    /// <summary>Null for what is not there and for what is empty, so that Scriban's truth and its <c>??</c> are ours.</summary>
    /// <param name="name">Of the slot or argument.</param>
    public static ShownValue? Of(Value? value, string name, ReplyValues reply) =>
        Truth.Of(value) ? new(value!, null, name, reply.IsPersonal(name) ? Cover.Personal : Cover.Nothing, reply) : null;

    /// <summary>The value without a mask.</summary>
    public ShownValue Revealed() => new(_value, _record, _name, Cover.Nothing, _reply);

    /// <summary>The value in a format; masked as before.</summary>
    public ShownValue? In(ValueFormat format)
    {
        var buffer = (_buffer ??= new()).Clear();
        ValueText.Write(buffer, format, masked: false, format == ValueFormat.Label ? Path : "", _value.Text, _reply.Labels);
        return With(buffer.ToString(), _record, _name, _cover == Cover.Personal && Masking.IsShort(_value.Text) ? Cover.Everything : _cover);
    }

    /// <summary>The text, masked where it is personal; empty for records and lists.</summary>
    public override string ToString() => _cover switch
    {
        Cover.Nothing => _value.Text,
        Cover.Personal => Masking.Mask(_value.Text),
        _ => Masking.MaskWhole(_value.Text),
    };

    public override bool Equals(object? obj) => obj is ShownValue other && other._value is TextValue && other.ToString() == ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        value = null;
        if (TemplateFunctions.IsFunction(member)) return false;

        if (_value is not ListValue list) value = With(_value.Field(member), this, member, CoverOf(member));
        else if (int.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Length)
            value = With(list.Items[index], _record, _name, _cover);
        return true;
    }

    public IEnumerator GetEnumerator()
    {
        if (_value is not ListValue list) yield break;
        foreach (var item in list.Items) yield return With(item, _record, _name, _cover);
    }

    public override bool Contains(string member) => _value.Field(member) is not null;

    /// <summary>A record that is not personal may have fields that are.</summary>
    private Cover CoverOf(string field) => _cover == Cover.Nothing && _record is null && _reply.IsPersonal($"{_name}.{field}") ? Cover.Personal : _cover;

    private ShownValue? With(Value? value, ShownValue? record, string name, Cover cover) => Truth.Of(value) ? new(value!, record, name, cover, _reply) : null;
}
