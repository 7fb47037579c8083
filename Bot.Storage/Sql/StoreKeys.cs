using System.Security.Cryptography;
using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>Which keys a database needs. Every key that seals in it leaves a sample, so that a host that lacks one is refused before it meets a row.</summary>
internal static class StoreKeys
{
    private static ReadOnlySpan<byte> SampleText => "sealed with the right key"u8;

    private const int NamingBytes = 32;

    /// <summary>Makes sure that the keys open the database, and takes the keys of its hashes and of its names from it.</summary>
    /// <param name="database">Its name for people.</param>
    /// <returns>What is to be written before anything is sealed, and what names and seals the rows.</returns>
    /// <exception cref="StoreUnavailableException">Something in it was sealed with a key that is not there.</exception>
    public static (List<FactChange> Changes, RowSealer Sealer) Accept(IReadOnlyList<StoreFact> facts, Sealer sealer, string database)
    {
        var changes = new List<FactChange>();
        var made = Check(facts, sealer, database);
        if (!facts.Any(fact => fact.IsSample && sealer.IsCurrent(fact.Value)))
            changes.Add(NewSample(made is null || made == sealer.Keys.First ? FactSql.Sample : $"{FactSql.Sample}.{Convert.ToHexStringLower(sealer.Keys.First.Id)}", sealer));

        if (facts.FirstOrDefault(fact => fact.Name == FactSql.Hashing) is { } hashing)
        {
            sealer.Keys.Hashing = sealer.Open(FactSql.Table, FactSql.Hashing, hashing.Value);
        }
        else
        {
            sealer.Keys.Hashing = (made ?? sealer.Keys.First).Hashing;
            changes.Add(KeepHashing(sealer));
        }

        var naming = facts.FirstOrDefault(fact => fact.Name == FactSql.Naming) is { } kept
            ? sealer.Open(FactSql.Table, FactSql.Naming, kept.Value)
            : RandomNumberGenerator.GetBytes(NamingBytes);
        if (!facts.Any(fact => fact.Name == FactSql.Naming)) changes.Add(FactSql.Sealed(FactSql.Naming, naming, sealer));
        return (changes, new(sealer, new(naming)));
    }

    /// <summary>The key that the database was made with; null when it is new.</summary>
    /// <exception cref="StoreUnavailableException">As above.</exception>
    public static SealingKey? Check(IReadOnlyList<StoreFact> facts, Sealer sealer, string database)
    {
        if (facts.Any(fact => fact.Name == FactSql.Copying))
            throw new StoreUnavailableException($"The database {database} is a copy that did not come to its end. Remove it, and copy again.");

        SealingKey? made = null;
        foreach (var fact in facts.Where(fact => fact.IsSample || fact.IsKey))
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
    public static IEnumerable<FactChange> Finish(IReadOnlyList<StoreFact> facts, Sealer sealer) =>
    [
        .. facts.Where(fact => fact.IsSample || fact.Name == FactSql.Rotation).Select(fact => new FactChange(fact.Name, null)),
        NewSample(FactSql.Sample, sealer),
        .. facts.Where(fact => fact.IsKey).Select(fact => FactSql.Sealed(fact.Name, sealer.Open(FactSql.Table, fact.Name, fact.Value), sealer)),
    ];

    /// <summary>The names of a database's rows, for those who look at them beside a store.</summary>
    /// <param name="naming">The fact as it is kept.</param>
    public static RowNames NamesOf(byte[] naming, Sealer sealer) => new(sealer.Open(FactSql.Table, FactSql.Naming, naming));

    /// <summary>Whether the key of hashes that is in force is the one that is kept.</summary>
    public static bool KeepsHashing(IReadOnlyList<StoreFact> facts, Sealer sealer) =>
        facts.FirstOrDefault(fact => fact.Name == FactSql.Hashing) is { } kept
        && sealer.Open(FactSql.Table, FactSql.Hashing, kept.Value).AsSpan().SequenceEqual(sealer.Keys.Hashing);

    /// <summary>Keeps the key of hashes that is in force.</summary>
    public static FactChange KeepHashing(Sealer sealer) => FactSql.Sealed(FactSql.Hashing, sealer.Keys.Hashing, sealer);

    private static FactChange NewSample(string name, Sealer sealer) => FactSql.Sealed(name, SampleText, sealer);
}
