using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Persons;

/// <summary>
/// A person's erasure: a record of the kind <c>erasure</c>. It tells who it is about until it is done; afterwards it is the receipt, and tells nothing.
/// </summary>
/// <param name="Id">Unique, random.</param>
/// <param name="Subject">A keyed hash of the number, or of the conversation where none is known: who shows the number can be told of their erasure.</param>
/// <param name="RequestedAt">From then on the person is restricted, UTC.</param>
/// <param name="By">Who asked for it: the name of an API key, or an account of the machine.</param>
/// <param name="Why">As it was given; without personal values.</param>
/// <param name="PurgeAt">From then on everything is removed, UTC.</param>
/// <param name="Keys">By what the person is found; null once it is done.</param>
/// <param name="Found">Rows of each kind as they were counted before the first was removed; null until then.</param>
/// <param name="Photos">Photos that were removed.</param>
/// <param name="Kept">What is kept, and why; null until then.</param>
/// <param name="DoneAt">When nothing was left, UTC; null until then.</param>
internal sealed record Erasure(string Id, string Subject, DateTimeOffset RequestedAt, string By, string Why, DateTimeOffset PurgeAt, PersonKeys? Keys,
    ImmutableSortedDictionary<string, int>? Found = null, int Photos = 0, IReadOnlyList<KeptData>? Kept = null, DateTimeOffset? DoneAt = null)
{
    private const string State = "state";
    private const string SubjectLookup = "subject";

    /// <summary>The look-up of those that are not done.</summary>
    public static KeyValuePair<string, string> Open { get; } = new(State, "open");

    /// <summary>The look-up of receipts.</summary>
    public static KeyValuePair<string, string> Done { get; } = new(State, "done");

    public static KeyValuePair<string, string> Of(string subject) => new(SubjectLookup, subject);

    public static Erasure Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, ErasureJson.Default.Erasure)!;

    /// <param name="version">Of the record that is there; 0 for none.</param>
    public RecordChange Change(long version) =>
        new(ErasureKinds.Erasure, Id, version, JsonSerializer.Serialize(this, ErasureJson.Default.Erasure), [DoneAt is null ? Open : Done, Of(Subject)]);
}

/// <summary>What stays after an erasure.</summary>
/// <param name="What">In words.</param>
/// <param name="Rows">How many rows; 0 where they are not counted, for none of them tells of a person.</param>
/// <param name="Why">The reason, with its source.</param>
/// <param name="Until">When it goes, UTC; null where nothing names a person in it.</param>
internal sealed record KeptData(string What, int Rows, string Why, DateTimeOffset? Until);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Erasure))]
internal sealed partial class ErasureJson : JsonSerializerContext;
