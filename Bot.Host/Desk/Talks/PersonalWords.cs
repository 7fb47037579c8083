using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Host.Desk.Talks;

/// <summary>
/// The personal answers of a conversation as they may stand in a text of the bot's: in a summary, say, with other signs between their letters too.
/// </summary>
internal sealed class PersonalWords
{
    /// <summary>Shorter ones stand in texts by chance.</summary>
    private const int ShortestWord = 4;

    private const int NationalDigits = 10;

    private readonly ImmutableArray<string> _words;

    private PersonalWords(ImmutableArray<string> words) => _words = words;

    public static PersonalWords Of(Session session, FlowSet flows)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        foreach (var frame in session.Frames)
        {
            var flow = flows.Find(frame.Flow);
            foreach (var (name, value) in frame.Slots.Items)
            {
                if (value is not TextValue text || flow?.Slot(name) is { Personal: false }) continue;
                if (AsShown(Plain(text.Text)) is { Length: >= ShortestWord } word) words.Add(word);
            }
        }

        return new(words.ToImmutable());
    }

    public bool AreIn(string text)
    {
        if (_words.IsEmpty) return false;

        var plain = Plain(text);
        return _words.Any(word => plain.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>A mobile number is shown without its country.</summary>
    private static string AsShown(string plain) =>
        plain.Length > NationalDigits && plain.All(char.IsAsciiDigit) ? plain[^NationalDigits..] : plain;

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
