using System.Globalization;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels;

/// <summary>What a message says in plain words, for a provider that has no form for it. The table stands in docs/messages.md.</summary>
internal static class PlainForm
{
    /// <summary>The header, or the link of the file in its place, over the body, and the footer under it.</summary>
    public static string Framed(string body, MessageFrame? frame) =>
        frame is null ? body : string.Join('\n', new[] { frame.File?.Link ?? frame.Header, body, frame.Footer }.Where(part => part.Length > 0));

    /// <summary>The body with the web address under it.</summary>
    public static string Of(LinkMessage link) => Framed($"{link.Body}\n{link.Label}: {link.Url}", link.Frame);

    /// <summary>Name and address with a link to a map.</summary>
    public static string Of(LocationMessage place) =>
        string.Join('\n', new[] { place.Name, place.Address, $"https://maps.google.com/?q={Degrees(place.Latitude)},{Degrees(place.Longitude)}" }.Where(part => part.Length > 0));

    /// <summary>With six digits behind the point, a tenth of a metre, and none that say nothing.</summary>
    public static string Degrees(double degrees) => degrees.ToString("0.######", CultureInfo.InvariantCulture);
}
