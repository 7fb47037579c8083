using System.Globalization;

namespace Bot.Gateways.Settings;

/// <summary>What the value of a setting must look like, and how the configuration takes it.</summary>
/// <param name="Expected">Ends the sentence "... is not"; empty where any text goes.</param>
/// <param name="Example">A value that is taken; empty where any text goes.</param>
/// <param name="Read">The value as options are bound from it; null when it is malformed.</param>
public sealed record SettingForm(string Expected, string Example, Func<string, string?> Read)
{
    /// <summary>Several values, separated by commas; empty parts fall away.</summary>
    public bool IsList { get; private init; }

    /// <summary>An address that the product calls.</summary>
    public bool IsLink { get; private init; }

    /// <summary>A malformed value can be bound all the same. What is malformed is told, not told to be missing.</summary>
    public bool TakesAnyText { get; init; }

    public static SettingForm Text { get; } = new("", "", value => value) { TakesAnyText = true };

    public static SettingForm List { get; } = new("", "", value => value) { IsList = true };

    public static SettingForm Flag { get; } = new("true or false", "true", value => value.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "on" => bool.TrueString,
        "false" or "0" or "no" or "off" => bool.FalseString,
        _ => null,
    });

    public static SettingForm Link(string example) => new("an http or https address", example, value => IsAddress(value) ? value : null) { TakesAnyText = true, IsLink = true };

    public static SettingForm Whole(int least, int most, int example) =>
        new($"a whole number from {least} to {most}", Invariant(example), value => Number(value, least, most) is { } number ? Invariant(number) : null);

    public static SettingForm Duration(TimeSpan unit, int least, int most, int example) =>
        new($"a whole number from {least} to {most}", Invariant(example), value => Number(value, least, most) is { } number ? (unit * number).ToString("c", CultureInfo.InvariantCulture) : null);

    /// <summary>A number that is a name: it is not counted with, and may be longer than any that is.</summary>
    public static SettingForm Digits(string example) =>
        new("a number of digits alone", example, value => value.All(char.IsAsciiDigit) ? value : null) { TakesAnyText = true };

    public static SettingForm OneOf<TEnum>(TEnum example)
        where TEnum : struct, Enum =>
        new($"one of {string.Join(", ", Enum.GetNames<TEnum>())}", example.ToString(), value => Enum.TryParse<TEnum>(value, true, out var known) && Enum.IsDefined(known) ? known.ToString() : null);

    private static bool IsAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var link) && link.Scheme is "http" or "https";

    private static int? Number(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
