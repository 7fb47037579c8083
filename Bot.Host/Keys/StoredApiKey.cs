using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Host.Keys;

/// <summary>An API key as it is kept: never itself, only its SHA-256; a record of the kind <see cref="Kind"/>.</summary>
/// <remarks>A key has 256 random bits, so that a hash without salt and stretching tells nothing of it.</remarks>
/// <param name="Name">Of its caller; unique, also among those that were revoked.</param>
/// <param name="Hash">SHA-256 of the key, lower-case hex.</param>
/// <param name="Scopes">What it may do; empty: everything.</param>
/// <param name="CreatedBy">The name of an API key, or an account of the machine.</param>
/// <param name="RevokedAt">From then on it opens nothing; null while it does.</param>
internal sealed record StoredApiKey(string Name, string Hash, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? RevokedAt = null,
    string RevokedBy = "")
{
    /// <summary>Name of the record kind; the key is the name.</summary>
    public const string Kind = "apiKey";

    private const int RandomBytes = 32;

    /// <summary>The look-up of all of them.</summary>
    public static KeyValuePair<string, string> Listed { get; } = new("listed", "all");

    /// <summary>A key that is shown once.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static StoredApiKey Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, StoredApiKeyJson.Default.StoredApiKey)!;

    /// <param name="version">Of the record that is there; 0 for none.</param>
    public RecordChange Change(long version) => new(Kind, Name, version, JsonSerializer.Serialize(this, StoredApiKeyJson.Default.StoredApiKey), [Listed]);
}

/// <summary>When a key was shown last; a record beside the key's own, for it is written by every host.</summary>
internal sealed record ApiKeyUse(string Name, DateTimeOffset At)
{
    /// <summary>Name of the record kind; the key is the name.</summary>
    public const string Kind = "apiKeyUse";

    public static ApiKeyUse Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, StoredApiKeyJson.Default.ApiKeyUse)!;

    public RecordChange Change(long version) => new(Kind, Name, version, JsonSerializer.Serialize(this, StoredApiKeyJson.Default.ApiKeyUse));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StoredApiKey))]
[JsonSerializable(typeof(ApiKeyUse))]
internal sealed partial class StoredApiKeyJson : JsonSerializerContext;
