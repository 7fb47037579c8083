using System.Collections.Frozen;
using System.Collections.Immutable;
using Bot.Engine.Values;

namespace Bot.Engine.Inputs;

/// <summary>One of a list of the flow's own, too long to be shown or better typed: a brand, a town. Canonical: the value.</summary>
/// <remarks>Known by the value and by the words beside it, alone or as the only one in a sentence.</remarks>
/// <example><code>
/// brand: { type: oneOf, values: { mrf: [MRF, m r f], ceat: [CEAT, सीएट] } }
/// city: { type: oneOf, values: [Pune, Mumbai, Nashik] }
/// </code></example>
public sealed class OneOfList : InputType
{
    /// <summary>So many values are told in a rejection.</summary>
    private const int Shown = 10;

    private const int LongestText = 200;

    private readonly ImmutableArray<(string Value, ImmutableArray<string> Words)> _values;
    private readonly FrozenDictionary<string, string> _byWord;

    /// <param name="values">Values with the words for them; a word for two of them stands for the first.</param>
    public OneOfList(ImmutableArray<(string Value, ImmutableArray<string> Words)> values)
    {
        _values = values;
        var byWord = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, _) in values) byWord.TryAdd(WordForm.Of(value), value);
        foreach (var (value, words) in values)
            foreach (var word in words)
                byWord.TryAdd(WordForm.Of(word), value);
        _byWord = byWord.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static OneOfList Sample { get; } = new([("one", ["one"])]);

    public override string Name => "oneOf";

    public override string Accepts => "one of a list of one's own, by its value or the words for it; values";

    public override string Example => _values.IsEmpty ? "" : ShownAs(_values[0]);

    public override ImmutableArray<string> Values => [.. _values.Select(value => value.Value)];

    public override int LongestLength => _values.Select(value => value.Value.Length).DefaultIfEmpty().Max();

    public override IReadOnlyList<string> MessageKeys => [Rejection()];

    public override ImmutableArray<KeyValuePair<string, Value>> MessageArguments =>
        [new("example", Value.Of(Example)), new("values", Value.Of(string.Join(", ", _values.Take(Shown).Select(ShownAs))))];

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        var said = WordForm.Of(ChatText.Plain(text));
        if (_byWord.TryGetValue(said, out var value)) return new Accepted(value);
        return said.Length <= LongestText && OnlyOneIn(said) is { } only ? new Accepted(only) : NoValue();
    }

    /// <summary>The one value that is named; null for none and for several. A name within a longer one does not count.</summary>
    private string? OnlyOneIn(string said)
    {
        string? found = null;
        foreach (var (word, value) in _byWord.OrderByDescending(pair => pair.Key.Length))
        {
            if (word.Length == 0 || !$" {said} ".Contains($" {word} ", StringComparison.Ordinal)) continue;
            if (found is not null && found != value) return null;

            found = value;
            said = $" {said} ".Replace($" {word} ", " , ", StringComparison.Ordinal).Trim();
        }
        return found;
    }

    private static string ShownAs((string Value, ImmutableArray<string> Words) value) => value.Words.IsEmpty ? value.Value : value.Words[0];
}
