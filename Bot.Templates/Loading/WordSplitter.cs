using WordsBySpan = System.Collections.Frozen.FrozenDictionary<string, string>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace Bot.Templates.Loading;

/// <summary>A command among words that change nothing: "cancel please", "haan ji theek hai", "menuuu". Takes texts in their word form.</summary>
internal sealed class WordSplitter(WordsBySpan commands, WordsBySpan fillers)
{
    /// <summary>A longer text is a sentence that has a command's word in it.</summary>
    private const int LongestText = 60;

    /// <summary>The longest command of several words.</summary>
    private const int MostWords = 6;

    /// <summary>The one command that all of a text says; null where a word is none, or two say different things.</summary>
    public string? CommandOf(ReadOnlySpan<char> form)
    {
        if (form.Length is 0 or > LongestText) return null;
        if (form.Contains(' ') && Split(form) is { } command) return command;
        if (!HasStretchedLetter(form)) return null;

        Span<char> shorter = stackalloc char[form.Length];
        foreach (var most in (ReadOnlySpan<int>)[2, 1])
        {
            var once = Shorten(form, shorter, most);
            if (commands.TryGetValue(once, out var known)) return known;
            if (once.Contains(' ') && Split(once) is { } several) return several;
        }
        return null;
    }

    /// <summary>Without fillers at its beginning and end; as it is where nothing else would be left.</summary>
    public ReadOnlySpan<char> WithoutFillers(ReadOnlySpan<char> form)
    {
        if (form.Length > LongestText) return form;

        var rest = form;
        while (rest.IndexOf(' ') is var space and > 0 && fillers.ContainsKey(rest[..space])) rest = rest[(space + 1)..];
        while (rest.LastIndexOf(' ') is var space and > 0 && fillers.ContainsKey(rest[(space + 1)..])) rest = rest[..space];
        return rest;
    }

    private string? Split(ReadOnlySpan<char> rest)
    {
        string? command = null;
        string? beside = null;
        while (!rest.IsEmpty)
        {
            if (!TryFirst(rest, out var length, out var found)) return null;
            // "Ji" is a yes, but beside a no it is courtesy.
            if (found is not null && fillers.ContainsKey(rest[..length])) beside ??= found;
            else if (found is not null && command is not null && found != command) return null;
            else command ??= found;
            rest = rest[length..].TrimStart(' ');
        }
        return command ?? beside;
    }

    /// <summary>The longest command, else filler, that a text begins with.</summary>
    private bool TryFirst(ReadOnlySpan<char> rest, out int length, out string? command)
    {
        Span<int> ends = stackalloc int[MostWords];
        var count = 0;
        for (var end = 0; count < MostWords && end < rest.Length; count++)
        {
            var space = rest[end..].IndexOf(' ');
            ends[count] = space < 0 ? rest.Length : end + space;
            end = ends[count] + 1;
        }
        for (var i = count - 1; i >= 0; i--)
        {
            length = ends[i];
            if (commands.TryGetValue(rest[..length], out command)) return true;
            if (fillers.ContainsKey(rest[..length])) return true;
        }
        (length, command) = (0, null);
        return false;
    }

    /// <summary>Three times the same letter: "yesss", "helppp".</summary>
    private static bool HasStretchedLetter(ReadOnlySpan<char> form)
    {
        for (var i = 2; i < form.Length; i++)
            if (form[i] == form[i - 1] && form[i] == form[i - 2] && char.IsLetter(form[i]))
                return true;
        return false;
    }

    private static ReadOnlySpan<char> Shorten(ReadOnlySpan<char> form, Span<char> shorter, int most)
    {
        var length = 0;
        for (var i = 0; i < form.Length;)
        {
            var run = i;
            while (run < form.Length && form[run] == form[i]) run++;
            var kept = run - i > 2 ? most : run - i;
            form.Slice(i, kept).CopyTo(shorter[length..]);
            length += kept;
            i = run;
        }
        return shorter[..length];
    }
}
