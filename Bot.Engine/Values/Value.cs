using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Bot.Engine.Values;

/// <summary>What a slot holds: text, a record of named values, or a list. Immutable; compared by content.</summary>
/// <remarks>
/// Scalars are always text in canonical form (<c>MH12AB1234</c>, <c>1990-06-15</c>, <c>5000.00</c>): partners send strings, and JSON keeps them exactly.
/// </remarks>
public abstract class Value : IEquatable<Value>
{
    private protected Value() { }

    /// <summary>The text of a scalar; empty for records and lists.</summary>
    public virtual string Text => "";

    /// <summary>The value under <paramref name="name"/> of a record; null where there is none.</summary>
    public virtual Value? Field(ReadOnlySpan<char> name) => null;

    public abstract bool Equals(Value? other);

    public override bool Equals(object? obj) => Equals(obj as Value);

    public abstract override int GetHashCode();

    public static TextValue Of(string text) => text.Length == 0 ? TextValue.Empty : new(text);

    public static RecordValue Record(params ReadOnlySpan<(string Name, Value Value)> fields)
    {
        var record = new KeyValuePair<string, Value>[fields.Length];
        for (var i = 0; i < record.Length; i++) record[i] = new(fields[i].Name, fields[i].Value);
        return new(ImmutableCollectionsMarshal.AsImmutableArray(record));
    }

    public static ListValue List(IEnumerable<Value> items) => new([.. items]);

    public static implicit operator Value(string text) => Of(text);
}

/// <summary>A scalar in canonical text.</summary>
public sealed class TextValue(string text) : Value
{
    internal static TextValue Empty { get; } = new("");

    public override string Text => text;

    public override bool Equals(Value? other) => other is TextValue && other.Text == text;

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => text;
}

/// <summary>Named values in a fixed order: an agent, a media reference, one row of a partner's list.</summary>
/// <remarks>Of one that stands in a text mostly one field is asked for, or none: heirs understand the rest when all of it is read.</remarks>
public class RecordValue : Value
{
    private ImmutableArray<KeyValuePair<string, Value>> _fields;

    public RecordValue(ImmutableArray<KeyValuePair<string, Value>> fields) => _fields = fields;

    private protected RecordValue() { }

    public ImmutableArray<KeyValuePair<string, Value>> Fields => _fields.IsDefault ? _fields = ReadFields() : _fields;

    public override Value? Field(ReadOnlySpan<char> name)
    {
        if (_fields.IsDefault) return ReadField(name);

        foreach (var field in _fields)
        {
            if (name.SequenceEqual(field.Key))
                return field.Value;
        }

        return null;
    }

    public override bool Equals(Value? other)
    {
        if (other is not RecordValue record || Fields.Length != record.Fields.Length) return false;

        for (var i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].Key != record.Fields[i].Key || !Fields[i].Value.Equals(record.Fields[i].Value))
                return false;
        }

        return true;
    }

    public override int GetHashCode() => Fields.Aggregate(17, (hash, field) => HashCode.Combine(hash, field.Key, field.Value));

    /// <summary>One field, while the others are not understood; null where there is no such field.</summary>
    private protected virtual Value? ReadField(ReadOnlySpan<char> name) => null;

    private protected virtual ImmutableArray<KeyValuePair<string, Value>> ReadFields() => [];
}

/// <summary>Values in order: the barcodes a partner returned, the plans on offer.</summary>
public sealed class ListValue(ImmutableArray<Value> items) : Value
{
    public ImmutableArray<Value> Items { get; } = items;

    public override bool Equals(Value? other) => other is ListValue list && Items.AsSpan().SequenceEqual(list.Items.AsSpan());

    public override int GetHashCode() => Items.Aggregate(19, HashCode.Combine);
}
