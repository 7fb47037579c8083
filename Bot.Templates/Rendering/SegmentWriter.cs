using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bot.Engine.Values;
using Scriban.Syntax;

namespace Bot.Templates.Rendering;

/// <summary>Writes segments into a buffer of its own, with the limits that Scriban has. Used for one message at a time and again for the next.</summary>
internal sealed class SegmentWriter
{
    /// <summary>Loops within loops; what is deeper goes through Scriban.</summary>
    public const int DeepestLoop = 4;

    /// <summary>A body grown far over what is usual is not worth keeping in memory.</summary>
    private const int KeptCapacity = 16 * 1024;

    // One a thread: rendering never nests and never waits.
    [ThreadStatic]
    private static SegmentWriter? _kept;

    private readonly StringBuilder _buffer = new(512);
    private readonly Turn[] _loops = new Turn[DeepestLoop];
    private int _turns;

    /// <summary>The text without space around it.</summary>
    /// <exception cref="ScriptRuntimeException">The loops of the message do not come to an end within <see cref="MessageContext.MostTurns"/>.</exception>
    public static string TextOf(ImmutableArray<Segment> segments, in RenderScope scope)
    {
        var writer = _kept ??= new();
        writer._buffer.Clear();
        try
        {
            writer.Write(segments, scope);
        }
        finally
        {
            writer.Forget();
        }

        if (writer._buffer.Capacity > KeptCapacity) _kept = null;
        return writer.Cut().Trim();
    }

    private void Write(ImmutableArray<Segment> parts, in RenderScope scope)
    {
        foreach (var part in parts)
        {
            switch (part)
            {
                case WordsSegment words: _buffer.Append(words.Text); break;
                case ChoicesSegment: scope.WriteChoices(_buffer); break;
                case ValueSegment value: WriteValue(value, scope); break;
                case IfSegment fork: Write(Holds(fork.When, scope) ? fork.Then : fork.Otherwise, scope); break;
                case ForSegment loop: WriteItems(loop, scope); break;
                case IndexSegment turn: _buffer.Append(CultureInfo.InvariantCulture, $"{_loops[turn.Loop].Index}"); break;
            }
        }
    }

    private void WriteValue(ValueSegment part, in RenderScope scope)
    {
        if (Find(part.Path, scope) is not { } value) return;
        var masked = !part.Reveal && scope.IsPersonal(part.Path.Slot, part.Path.Field);
        ValueText.Write(_buffer, part.Format, masked, part.Path.Text, value.Text, scope.Labels);
    }

    private void WriteItems(ForSegment loop, in RenderScope scope)
    {
        if (Find(loop.List, scope) is not ListValue { Items: { IsEmpty: false } items })
        {
            Write(loop.Otherwise, scope);
            return;
        }

        for (var i = 0; i < items.Length && _buffer.Length <= MessageContext.LongestText; i++)
        {
            if (++_turns > MessageContext.MostTurns)
                throw new ScriptRuntimeException(default, $"The loops of a message take more than {MessageContext.MostTurns} turns.");
            _loops[loop.Loop] = new(items[i], i, i == items.Length - 1);
            Write(loop.Body, scope);
        }
    }

    private bool Holds(Condition condition, in RenderScope scope) => condition switch
    {
        HoldsSomething value => Truth.Of(Find(value.Path, scope)),
        IsOutermostItem { Last: true } item => _loops[item.Loop].IsLast,
        IsOutermostItem item => _loops[item.Loop].Index == 0,
        _ => false,
    };

    private Value? Find(ValuePath path, in RenderScope scope)
    {
        if (path.Loop < 0) return scope.Find(path.Names);

        var value = _loops[path.Loop].Item;
        foreach (var name in path.Names) value = value?.Field(name);
        return value;
    }

    /// <summary>Keeps no value of a message, also after a failure.</summary>
    private void Forget()
    {
        if (_turns > 0) Array.Clear(_loops);
        _turns = 0;
    }

    private string Cut()
    {
        if (_buffer.Length <= MessageContext.LongestText) return _buffer.ToString();

        var end = MessageContext.LongestText;
        return _buffer.ToString(0, char.IsHighSurrogate(_buffer[end - 1]) ? end - 1 : end);
    }

    /// <summary>Where a loop stands.</summary>
    private readonly record struct Turn(Value? Item, int Index, bool IsLast);
}
