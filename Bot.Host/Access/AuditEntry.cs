using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Bot.Host.Access;

/// <summary>One act of a person who looks after conversations, or of a program that changed something.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="At">UTC.</param>
/// <param name="Who">The operator's name; <c>key:crm</c> for a program with this key; <c>account:root</c> for the command line (<c>command</c> in entries of
/// earlier builds); empty for no one who is known.</param>
/// <param name="Act">A word: <c>take</c>, <c>write</c>, <c>reveal</c>, <c>operator.add</c>.</param>
/// <param name="Target">What it was done to: the id of a session, an operator's name. Never a number of a person.</param>
/// <param name="Why">The reason that was given, or what it was done with; empty for none. Never what a person wrote.</param>
/// <param name="Before">The hash of the entry before; empty for the first.</param>
internal sealed record AuditEntry(long Number, DateTimeOffset At, string Who, string Act, string Target, string Why, string Before)
{
    private const string AlteredAct = "altered";

    /// <summary>Nothing of it can be read any more.</summary>
    [JsonIgnore]
    public bool IsAltered => Act == AlteredAct && At == default;

    /// <summary><see cref="At"/>, where it can be read.</summary>
    [JsonIgnore]
    public DateTimeOffset? KnownAt => IsAltered ? null : At;

    /// <summary>What stands in place of an entry that cannot be opened: its number alone.</summary>
    public static AuditEntry Altered(long number) => new(number, default, "", AlteredAct, "", "", "");

    /// <summary>SHA-256 over everything in it and, by <see cref="Before"/>, over all entries that came before.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        Number.ToString(CultureInfo.InvariantCulture), At.ToString("O", CultureInfo.InvariantCulture), Escaped(Who),
        Escaped(Act), Escaped(Target), Escaped(Why), Before))));

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

/// <summary>The last entry of the log, by which a missing end is seen.</summary>
internal sealed record AuditHead(long Number, string Hash);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(AuditHead))]
internal sealed partial class AuditJson : JsonSerializerContext;
