using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Engine.Abstractions;

namespace Bot.Gateways.Channels;

/// <summary>A person's address: digits with country code, or WhatsApp's business-scoped user id (<c>IN.AbC123</c>) where the number is hidden.</summary>
/// <remarks>Since 2026 a person with a username may come without a number, and the user id may then even stand in the number's place.</remarks>
internal static partial class ChannelAddress
{
    /// <summary>The first number among the candidates, else the first user id, else empty.</summary>
    public static string Person(params ReadOnlySpan<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (Phone(candidate) is { Length: > 0 } phone)
                return phone;
        }

        foreach (var candidate in candidates)
        {
            if (IsUserId(candidate))
                return candidate;
        }

        return "";
    }

    /// <summary>The user ids among the candidates, each once, besides the address itself.</summary>
    public static ImmutableArray<string> Others(string address, params ReadOnlySpan<string> candidates)
    {
        ImmutableArray<string> others = [];
        foreach (var candidate in candidates)
        {
            if (candidate != address && IsUserId(candidate) && !others.Contains(candidate)) others = others.Add(candidate);
        }

        return others;
    }

    /// <summary>The digits of a number as providers write it (<c>+91 98123 45678</c>); empty when it is none.</summary>
    public static string Phone(string text)
    {
        var digits = Punctuation().Replace(text, "");
        return Digits().IsMatch(digits) ? digits : "";
    }

    /// <summary>A message whose sender cannot be told, so that no answer reaches them.</summary>
    public static SenderUnreachable Unreachable(string channel, DateTimeOffset at) =>
        new(channel, at, $"{char.ToUpperInvariant(channel[0])}{channel[1..]} brought a message of a person without a number, who cannot be answered. README, \"Hidden numbers\", tells which settings at the provider mend it.");

    public static bool IsUserId(string text) => UserId().IsMatch(text);

    [GeneratedRegex(@"^\s*\+|[\s()-]")]
    private static partial Regex Punctuation();

    // E.164 ends at 15 digits; the shortest numbers with country code have 7.
    [GeneratedRegex(@"\A[1-9][0-9]{6,14}\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}\z")]
    private static partial Regex UserId();
}
