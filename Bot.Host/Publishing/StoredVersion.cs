using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Host.Publishing;

/// <summary>A version of the flows as it is kept: a record of the kind <see cref="Kind"/>, with its files in one beside it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Hash">See <see cref="FlowFiles.Hash"/>.</param>
/// <param name="Files">How many.</param>
/// <param name="By">Who brought it in.</param>
/// <param name="Note">What they wrote of it; empty for nothing.</param>
internal sealed record StoredVersion(int Number, string Hash, int Files, DateTimeOffset At, string By, string Note)
{
    /// <summary>Name of the record kind; the key is the number.</summary>
    public const string Kind = "flowVersion";

    /// <summary>Name of the record kind of its files.</summary>
    public const string FilesKind = "flowVersionFiles";

    /// <summary>The look-up of all of them.</summary>
    public static KeyValuePair<string, string> Listed { get; } = new("listed", "all");

    public static string KeyOf(int number) => number.ToString("00000000", CultureInfo.InvariantCulture);

    public static StoredVersion Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, PublishingJson.Default.StoredVersion)!;

    /// <param name="version">Of the record that is there; 0 for none.</param>
    public RecordChange Change(long version) =>
        new(Kind, KeyOf(Number), version, JsonSerializer.Serialize(this, PublishingJson.Default.StoredVersion), [Listed]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredVersion))]
[JsonSerializable(typeof(Publication))]
[JsonSerializable(typeof(PublishPlan))]
[JsonSerializable(typeof(TrialLine))]
[JsonSerializable(typeof(TrialRequest))]
internal sealed partial class PublishingJson : JsonSerializerContext;
