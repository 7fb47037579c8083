using System.Text;
using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Sql;

/// <summary>
/// What the store knows of itself: the sealed sample that tells whether the key is the right one, and the mark that tells whether it can write.
/// </summary>
internal static class FactSql
{
    public const string Table = "store_facts";
    public const string Sample = "sample";
    public const string Mark = "mark";

    private static readonly SqlText FindText = new("select value from store_facts where name = @name");

    private static readonly SqlText SetText = new("insert into store_facts (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value");

    public static SqlStep Find(string name) => FindText.With(name);

    public static SqlStep Set(string name, byte[] value) => SetText.With(name, value);

    /// <summary>The sample of a new database.</summary>
    public static SqlStep NewSample(Sealer sealer) => Set(Sample, sealer.Seal(Table, Sample, Encoding.UTF8.GetBytes("sealed with the right key")));

    /// <exception cref="StoreUnavailableException">It was sealed with another key.</exception>
    public static void CheckSample(byte[] sample, Sealer sealer, string database)
    {
        try
        {
            sealer.Open(Table, Sample, sample);
        }
        catch (InvalidDataException fault)
        {
            throw new StoreUnavailableException($"The database {database} was sealed with another SECRET_KEY. Start with that key; without it nothing in the database can be read.", fault);
        }
    }
}
