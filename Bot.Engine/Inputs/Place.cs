using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Engine.Values;

namespace Bot.Engine.Inputs;

/// <summary>
/// A place on the map: a location that was sent, two coordinates, or a link of a map that has them. Canonical: degrees north and east with six decimals,
/// <c>18.520430,73.856744</c>.
/// </summary>
/// <example><code>
/// where: { type: location, personal: true }
/// </code></example>
public sealed partial class Place : InputType
{
    /// <summary>The name of a location on the wire.</summary>
    public const string Kind = "location";

    private const int LongestText = 2048;

    public override string Name => Kind;

    public override string Accepts => "a location sent from the map, two coordinates, or a map's link with them";

    public override string Example => "18.520430, 73.856744";

    public override int LongestLength => "-90.000000,-180.000000".Length;

    public override string TakesSent => Kind;

    /// <summary>A place as it is kept; null outside the globe.</summary>
    /// <param name="latitude">Degrees, north positive.</param>
    /// <param name="longitude">Degrees, east positive.</param>
    public static string? Written(double latitude, double longitude) =>
        Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180 ? $"{Degrees(latitude)},{Degrees(longitude)}" : null;

    public override Reading ReadSent(Value content) => ReadWhole(content.Text, default, NoWords.Instance);

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words)
    {
        if (text.Length > LongestText || Coordinates().Match(text) is not { Success: true } found) return NoValue();
        return Written(Parse(found.Groups[1].ValueSpan), Parse(found.Groups[2].ValueSpan)) is { } place ? new Accepted(place) : NoValue();
    }

    private static double Parse(ReadOnlySpan<char> degrees) => double.Parse(degrees, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Degrees(double degrees)
    {
        var rounded = Math.Round((decimal)degrees, 6);
        return (rounded == 0 ? 0m : rounded).ToString("0.000000", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<![0-9.\-])(-?[0-9]{1,2}\.[0-9]{1,15}),(?: |%20)?(-?[0-9]{1,3}\.[0-9]{1,15})(?![0-9.])", RegexOptions.CultureInvariant)]
    private static partial Regex Coordinates();
}
