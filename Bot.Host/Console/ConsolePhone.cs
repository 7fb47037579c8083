using Bot.Host.Webhooks;

namespace Bot.Host.Console;

/// <summary>A phone of the console, and under which address it speaks now.</summary>
/// <param name="Number">What it is called on the page: the digits, with country code, or the user id that it was added with.</param>
/// <param name="Name">The profile's name.</param>
internal sealed record ConsolePhone(string Channel, string Number, string Name)
{
    /// <summary>Its user id has two letters, a dot and at most so many letters and digits.</summary>
    private const int LongestUserId = 128;

    /// <summary>The number, or the user id of a person who hides it. Default: <see cref="Number"/>.</summary>
    public string From { get; init; } = Number;

    /// <summary>The user id that the provider tells beside the number; empty where it tells none.</summary>
    public string UserId { get; init; } = "";

    /// <summary>The name of the phone in the feed.</summary>
    public string Conversation => InboundDispatcher.KeyOf(Channel, Number);

    /// <summary>The conversation of the address that it speaks under.</summary>
    public string Speaking => InboundDispatcher.KeyOf(Channel, From);

    public static bool IsNumber(string text) => text.Length is >= 11 and <= 15 && text.All(char.IsAsciiDigit);

    public static bool IsUserId(string text) => text.Length is > 3 and <= LongestUserId + 3
        && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && text[2] == '.' && !text.AsSpan(3).ContainsAnyExcept(Letters);

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
