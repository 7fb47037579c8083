using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows;

/// <summary>
/// Where a value comes from: a slot (<c>agent.id</c>), the result of a call (<c>result.requestId</c>), or fixed text (<c>{ text: RCFRONT }</c>).
/// </summary>
public abstract record Source(SourceLocation At)
{
    /// <summary>The value, or null when it is not there.</summary>
    internal abstract Value? Read(Slots slots, Value? result);
}

public sealed record SlotSource(string Path, SourceLocation At) : Source(At)
{
    private readonly bool _isWhole = !Path.Contains('.', StringComparison.Ordinal);

    /// <summary>The slot itself, without the fields in it.</summary>
    public string Slot => Path.Split('.')[0];

    internal override Value? Read(Slots slots, Value? result) => _isWhole ? slots.Slot(Path) : slots.Find(Path);
}

/// <param name="Path">Field of the result; empty for the whole of it.</param>
public sealed record ResultSource(string Path, SourceLocation At) : Source(At)
{
    internal override Value? Read(Slots slots, Value? result)
    {
        if (Path.Length == 0) return result;

        var value = result;
        foreach (var part in Path.AsSpan().Split('.')) value = value?.Field(Path.AsSpan()[part]);
        return value;
    }
}

public sealed record TextSource(TextValue Text, SourceLocation At) : Source(At)
{
    internal override Value? Read(Slots slots, Value? result) => Text;
}

/// <summary>A name and where its value comes from: an argument of a call, a slot to set.</summary>
public sealed record Binding(string Name, Source Source, SourceLocation At)
{
    /// <summary>What bindings read from slots; what is not set there is left out.</summary>
    internal static Slots Read(ImmutableArray<Binding> bindings, Slots from)
    {
        var read = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(bindings.Length);
        foreach (var binding in bindings)
        {
            if (binding.Source.Read(from, null) is { } value)
                read.Add(new(binding.Name, value));
        }

        return Slots.From(read.DrainToImmutable());
    }
}
