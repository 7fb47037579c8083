using System.Text.RegularExpressions;

namespace Bot.Host.Persons;

/// <summary>Why a person is erased: it stands on the receipt, which names no one.</summary>
internal static partial class ErasureReason
{
    /// <summary>What is wrong with it, as a sentence; null for nothing.</summary>
    public static string? Fault(string why) => Naming().IsMatch(Date().Replace(why, " "))
        ? "The reason stands on the receipt, which names no one: write it without the person's number or e-mail address."
        : null;

    /// <summary>Eight digits or more, however they are parted, or an e-mail address.</summary>
    [GeneratedRegex(@"(?:\d[ .()/-]{0,2}){8}|\S@\S")]
    private static partial Regex Naming();

    /// <summary>A day has eight digits, too.</summary>
    [GeneratedRegex(@"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})\b")]
    private static partial Regex Date();
}
