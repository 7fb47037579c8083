using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Which keys a database needs. Every key that seals in it leaves a sample, so that a host that lacks one is refused before it meets a row.</summary>
internal static class StoreKeys
{
    private static ReadOnlySpan<byte> SampleText => "sealed with the right key"u8;

    /// <summary>Makes sure that the keys open the database, and takes the key of its hashes from it.</summary>
    /// <param name="database">Its name for people.</param>
    /// <returns>What is to be written before anything is sealed.</returns>
    /// <exception cref="StoreUnavailableException">Something in it was sealed with a key that is not there.</exception>
    public static List<SqlStep> Accept(IReadOnlyList<StoreFact> facts, Sealer sealer, string database)
    {
        var steps = new List<SqlStep>();
        var made = Check(facts, sealer, database);
        if (!facts.Any(fact => fact.IsSample && sealer.IsCurrent(fact.Value)))
            steps.Add(NewSample(made is null || made == sealer.Keys.First ? FactSql.Sample : $"{FactSql.Sample}.{Convert.ToHexStringLower(sealer.Keys.First.Id)}", sealer));

        if (facts.FirstOrDefault(fact => fact.Name == FactSql.Hashing) is { } hashing)
        {
            sealer.Keys.Hashing = sealer.Open(FactSql.Table, FactSql.Hashing, hashing.Value);
        }
        else
        {
            sealer.Keys.Hashing = (made ?? sealer.Keys.First).Hashing;
            steps.Add(KeepHashing(sealer));
        }

        return steps;
    }

    /// <summary>The key that the database was made with; null when it is new.</summary>
    /// <exception cref="StoreUnavailableException">As above.</exception>
    public static SealingKey? Check(IReadOnlyList<StoreFact> facts, Sealer sealer, string database)
    {
        SealingKey? made = null;
        foreach (var fact in facts.Where(fact => fact.IsSample || fact.Name == FactSql.Hashing))
        {
            try
            {
                sealer.Open(FactSql.Table, fact.Name, fact.Value, out var key);
                if (fact.Name == FactSql.Sample) made = key;
            }
            catch (InvalidDataException fault)
            {
                throw new StoreUnavailableException($"The database {database} was sealed with another SECRET_KEY. Start with that key; without it nothing in the database can be read. While a key is changed both are needed, SECRET_KEY=NEW,OLD, until rotate-key says that the old one may go.", fault);
            }
        }

        return made;
    }

    /// <summary>After everything else: from here on the database needs the first key alone.</summary>
    public static IEnumerable<SqlStep> Finish(IReadOnlyList<StoreFact> facts, Sealer sealer) =>
    [
        .. facts.Where(fact => fact.IsSample || fact.Name == FactSql.Rotation).Select(fact => FactSql.Remove(fact.Name)),
        NewSample(FactSql.Sample, sealer),
        .. facts.Where(fact => fact.Name == FactSql.Hashing)
            .Select(fact => FactSql.Set(FactSql.Hashing, sealer.Open(FactSql.Table, FactSql.Hashing, fact.Value), sealer)),
    ];

    /// <summary>Whether the key of hashes that is in force is the one that is kept.</summary>
    public static bool KeepsHashing(IReadOnlyList<StoreFact> facts, Sealer sealer) =>
        facts.FirstOrDefault(fact => fact.Name == FactSql.Hashing) is { } kept
        && sealer.Open(FactSql.Table, FactSql.Hashing, kept.Value).AsSpan().SequenceEqual(sealer.Keys.Hashing);

    /// <summary>Keeps the key of hashes that is in force.</summary>
    public static SqlStep KeepHashing(Sealer sealer) => FactSql.Set(FactSql.Hashing, sealer.Keys.Hashing, sealer);

    private static SqlStep NewSample(string name, Sealer sealer) => FactSql.Set(name, SampleText, sealer);
}
