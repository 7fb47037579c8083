using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Bot.Engine.Abstractions;

namespace Bot.Products.Fastag;

/// <summary>A record with the version it was read at; 0 for one that is not written yet.</summary>
public sealed record Versioned<T>(T Value, long Version)
{
    internal static Versioned<T> Of(StoredRecord stored, JsonTypeInfo<T> type) =>
        new(JsonSerializer.Deserialize(stored.Body, type) ?? throw new InvalidDataException($"The {stored.Kind} record {stored.Key} is empty."), stored.Version);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Agent))]
[JsonSerializable(typeof(Vehicle))]
[JsonSerializable(typeof(Tag))]
[JsonSerializable(typeof(LedgerEntry))]
internal sealed partial class TagJson : JsonSerializerContext;
