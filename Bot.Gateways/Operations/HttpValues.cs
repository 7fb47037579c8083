using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Values;

namespace Bot.Gateways.Operations;

/// <summary>What the templates of an operation may show: its arguments, the call, the person, and secrets.</summary>
internal static class HttpValues
{
    public const string Secrets = "secrets";

    /// <summary>Names that are no arguments, each with its fields; of <see cref="Secrets"/> the names in the environment.</summary>
    public static IReadOnlyDictionary<string, ImmutableArray<string>> Own { get; } = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        ["call"] = ["id", "at", "language"],
        ["person"] = ["address", "channel"],
        [Secrets] = [],
    };

    public static RecordValue Of(Call call, IEnumerable<KeyValuePair<string, string>> secrets) => new(
    [
        .. call.Arguments.Items,
        new("call", Value.Record(("id", call.Id), ("at", call.Origin.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            ("language", call.Origin.Language))),
        new("person", Value.Record(("address", call.Origin.Address), ("channel", call.Origin.Channel))),
        new(Secrets, new RecordValue([.. secrets.Select(secret => KeyValuePair.Create(secret.Key, (Value)Value.Of(secret.Value)))])),
    ]);

    /// <summary>Whether something stands under a path.</summary>
    public static bool Has(RecordValue values, string path)
    {
        Value? value = values;
        foreach (var part in path.Split('.')) value = value?.Field(part);
        return value is not null;
    }
}
