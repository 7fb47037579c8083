using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;

namespace Bot.Templates.Loading;

/// <summary>What a message carries besides its text.</summary>
internal sealed record MessageParts
{
    public FilePart? File { get; init; }

    public PlacePart? Place { get; init; }

    public LinkPart? Link { get; init; }

    public MessageEntry? Header { get; init; }

    public MessageEntry? Footer { get; init; }

    /// <summary><c>contact</c> or <c>location</c>; empty for none.</summary>
    public string Asks { get; init; } = "";

    /// <summary>Every text in it.</summary>
    public IEnumerable<MessageEntry> Entries =>
        new[] { File?.Link.Whole, File?.Name, Link?.Label, Link?.Url.Whole, Header, Footer, Place?.Name, Place?.Address }.OfType<MessageEntry>()
            .Concat(Place?.Degrees ?? []);
}

/// <param name="Name">What a document is called; null where its link tells.</param>
internal sealed record FilePart(LinkedFileKind Kind, LinkEntry Link, MessageEntry? Name);

/// <param name="Degrees">Latitude and longitude, or one text that holds both with a comma between.</param>
internal sealed record PlacePart(ImmutableArray<MessageEntry> Degrees, MessageEntry? Name, MessageEntry? Address)
{
    /// <summary>Latitude and longitude with a comma between; null for what is no place on the map.</summary>
    public static (double Latitude, double Longitude)? Read(string text) =>
        text.Split(',') is [var north, var east] && Degree(north, 90) is { } latitude && Degree(east, 180) is { } longitude ? (latitude, longitude) : null;

    private static double? Degree(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
}

/// <summary>A button that opens a web address.</summary>
internal sealed record LinkPart(MessageEntry Label, LinkEntry Url);

/// <summary>What changes in a provider's template besides its body.</summary>
internal sealed record TemplatePartEntries(MessageEntry? Header, FilePart? File, ImmutableArray<TemplateButtonEntry> Buttons)
{
    public IEnumerable<MessageEntry> Entries =>
        new[] { Header, File?.Link.Whole, File?.Name }.Concat(Buttons.SelectMany(button => new[] { button.Reply, button.Url })).OfType<MessageEntry>();
}

/// <summary>A button of a template that needs a value: one of the three.</summary>
/// <param name="Index">Its place among the template's buttons, from 0.</param>
/// <param name="Option">The value of the option that a tap chooses; empty for none.</param>
/// <param name="Reply">What a tap says.</param>
/// <param name="Url">What the address ends with.</param>
internal sealed record TemplateButtonEntry(int Index, string Option, MessageEntry? Reply, MessageEntry? Url, int Line, int Column);
