using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Engine.Proving;

/// <summary>Texts that a question may get: two that it takes, one that has its shape and is wrong. Found by asking the type itself.</summary>
internal sealed class AnswerSamples(IVocabulary words, DateTimeOffset at)
{
    private static readonly string[] Others = ["Asha", "Ravi Kumar", "3", "12", "20", "45", "1200000", "2 January 1991", "15-06-1992", "tomorrow", "10:30", "11 am", "yes", "no", "Pune"];

    private static readonly string[] Wrongs = ["0", "99999999999", "31-02-2020", "01-01-1850", "01-01-2990", "25:99", "00000", "1234"];

    private readonly ConcurrentDictionary<InputType, TypeSamples> _known = new();

    public TypeSamples Of(InputType type) => _known.GetOrAdd(type, Find);

    private TypeSamples Find(InputType type)
    {
        if (!type.IsTyped || type.TakesImage) return new([], [], null);

        var right = new List<string>();
        var values = new List<string>();
        foreach (var text in type.Offers.Concat([type.Example]).Concat(Variants(type.Example)).Concat(Others))
        {
            var isPlain = words.CommandOf(text) is null or "yes" or "no";
            if (isPlain && type.Read(text, at, words) is Accepted { Warning: null } accepted && !values.Contains(accepted.Value.Text))
            {
                right.Add(text);
                values.Add(accepted.Value.Text);
            }

            if (right.Count >= Math.Max(2, type.Offers.Length)) break;
        }

        var wrong = Wrongs.Concat(Variants(type.Example)).Concat(Shorter(type.Example))
            .FirstOrDefault(text => type.Read(text, at, words) is Rejected { OfShape: true });
        return new([.. right], [.. values], wrong);
    }

    /// <summary>The example with one digit or letter of it turned into the next.</summary>
    private static IEnumerable<string> Variants(string example)
    {
        for (var i = example.Length - 1; i >= 0; i--)
        {
            var sign = example[i];
            if (char.IsAsciiDigit(sign)) yield return string.Concat(example.AsSpan(0, i), $"{(char)(((sign - '0' + 1) % 10) + '0')}", example.AsSpan(i + 1));
            else if (char.IsAsciiLetter(sign)) yield return string.Concat(example.AsSpan(0, i), $"{(char)(sign is 'z' or 'Z' ? sign - 1 : sign + 1)}", example.AsSpan(i + 1));
        }
    }

    private static IEnumerable<string> Shorter(string example)
    {
        if (example.Length > 1) yield return example[..^1];
        yield return example + "9";
    }
}

/// <param name="Right">Texts with different values; empty for what is not typed.</param>
/// <param name="Values">As each of them is kept.</param>
/// <param name="Wrong">Counts as a wrong answer; null where none was found.</param>
internal sealed record TypeSamples(ImmutableArray<string> Right, ImmutableArray<string> Values, string? Wrong);
