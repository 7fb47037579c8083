using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>
/// What the store knows of itself: sealed samples that tell which keys it needs, the keys of hashes and of names, how far a change of the key is, and the mark
/// that tells whether it can write. All but the mark are sealed.
/// </summary>
internal static class FactSql
{
    public const string Table = "store_facts";
    public const string Sample = "sample";
    public const string Mark = "mark";

    /// <summary>The key of the hashes in this database and in what products keep in it.</summary>
    public const string Hashing = "hashing";

    /// <summary>The key of the names of rows: random, and this database's alone.</summary>
    public const string Naming = "naming";

    /// <summary>Stands while everything is copied into this database; what has it is no whole copy.</summary>
    public const string Copying = "copying";

    /// <summary>How far a change of the key is; see <see cref="Resealer"/>.</summary>
    public const string Rotation = "rotation";

    private static readonly SqlText AllText = new($"select name, value from store_facts where name <> '{Mark}' order by name");

    private static readonly SqlText SetText = new("insert into store_facts (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value");

    private static readonly SqlText RemoveText = new("delete from store_facts where name = @name");

    /// <summary>Everything that is sealed.</summary>
    public static SqlStep All() => AllText.With();

    public static StoreFact Read(SqlRow row) => new(row.Text(0), row.Bytes(1).ToArray());

    public static SqlStep Step(FactChange change) => change.Value is null ? RemoveText.With(change.Name) : SetText.With(change.Name, change.Value);

    /// <summary>A fact that is sealed.</summary>
    public static FactChange Sealed(string name, ReadOnlySpan<byte> plain, Sealer sealer) => new(name, sealer.Seal(Table, name, plain));

    /// <summary>The mark that tells whether the database can be written.</summary>
    public static FactChange Marked(DateTimeOffset now) => new(Mark, BitConverter.GetBytes(now.ToUnixTimeMilliseconds()));
}

/// <summary>A fact as it is kept.</summary>
internal sealed record StoreFact(string Name, byte[] Value)
{
    public bool IsSample => Name == FactSql.Sample || Name.StartsWith($"{FactSql.Sample}.", StringComparison.Ordinal);

    /// <summary>A key that the database keeps while SECRET_KEY changes.</summary>
    public bool IsKey => Name is FactSql.Hashing or FactSql.Naming;
}
