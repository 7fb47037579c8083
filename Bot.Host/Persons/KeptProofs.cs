using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;

namespace Bot.Host.Persons;

/// <summary>Counts what an erasure will remove, and writes down what the law wants kept of it.</summary>
internal sealed class KeptProofs(IStore store, TimeProvider clock)
{
    /// <summary>The look-up of all of them.</summary>
    public static KeyValuePair<string, string> Listed { get; } = new("listed", "all");

    /// <summary>A second time it writes nothing twice.</summary>
    public async Task<(ImmutableSortedDictionary<string, int> Found, ImmutableArray<KeptData> Kept)> KeepAsync(PersonKeys keys, Erasure erasure,
        CancellationToken cancel)
    {
        var (found, kept) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<KeptKind, int>());
        await foreach (var row in new PersonSearch(store).FindAsync(keys, cancel))
        {
            if (row.Kind == ErasureKinds.Erasure) continue;
            found[NameOf(row)] = found.GetValueOrDefault(NameOf(row)) + 1;
            if (row.Table != "records" || PersonPolicies.Of(row.Kind) is not { } kind) continue;

            kept[kind] = kept.GetValueOrDefault(kind) + 1;
            await store.ChangeAsync([ProofOf(row, kind, kept[kind], erasure)], cancel);
        }

        return (found.ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. kept.Select(one => new KeptData(one.Key.What, one.Value, one.Key.Why, clock.GetUtcNow() + one.Key.For)), .. PersonPolicies.Without]);
    }

    /// <summary>How a row is counted: a record by its kind, what stands in another's conversation as such.</summary>
    public static string NameOf(PersonRow row) => row.Table == "records" ? $"record {row.Kind}" : row.IsOwn ? row.Table : $"{row.Table} of others";

    private RecordChange ProofOf(PersonRow row, KeptKind kind, int number, Erasure erasure)
    {
        var (from, fields) = (JsonNode.Parse(row.Text) as JsonObject, new JsonObject());
        foreach (var field in kind.Fields)
        {
            if (from?[field] is { } value) fields[field] = value.DeepClone();
        }

        var proof = new JsonObject
        {
            ["kind"] = kind.Kind, ["subject"] = erasure.Subject, ["why"] = kind.Why,
            ["until"] = (clock.GetUtcNow() + kind.For).ToString("O", CultureInfo.InvariantCulture), ["fields"] = fields,
        };
        return new(ErasureKinds.Proof, $"{erasure.Id}.{kind.Kind}.{number}", 0, proof.ToJsonString(), [Listed]);
    }
}
