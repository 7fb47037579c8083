using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Templates.Rendering;

namespace Bot.Templates.Loading;

/// <summary>A web address with values in it. A value is encoded for an address, except where it is the whole of it.</summary>
/// <param name="Whole">The address as one text, for the checks.</param>
internal sealed partial record LinkEntry(MessageEntry Whole, ImmutableArray<LinkPiece> Pieces)
{
    /// <summary>The address; empty where it is none with the values at hand.</summary>
    public string Render(in RenderScope scope)
    {
        var values = new string[Pieces.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var shown = Pieces[i].Value?.Render(scope);
            values[i] = shown is null ? Pieces[i].Words : Pieces.Length == 1 ? shown : Uri.EscapeDataString(shown);
        }

        var link = string.Concat(values);
        return Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? link : "";
    }

    /// <summary>Parts the text between its tags; null where a tag holds more than a value.</summary>
    public static LinkEntry? Of(MessageEntry whole, string text)
    {
        var pieces = ImmutableArray.CreateBuilder<LinkPiece>();
        var at = 0;
        foreach (Match tag in Tags().Matches(text))
        {
            if (TemplateReader.Read(tag.Value).Template is not { } value) return null;
            if (tag.Index > at) pieces.Add(new(text[at..tag.Index], null));
            pieces.Add(new("", value));
            at = tag.Index + tag.Length;
        }

        if (at < text.Length) pieces.Add(new(text[at..], null));
        return new(whole, pieces.ToImmutable());
    }

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Tags();
}

/// <param name="Words">What stands as it is; empty for a value.</param>
internal sealed record LinkPiece(string Words, MessageTemplate? Value);
