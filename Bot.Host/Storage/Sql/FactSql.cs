namespace Bot.Host.Storage.Sql;

/// <summary>What the store knows of itself: the sealed sample that tells whether the key is the right one, and the mark that tells whether it can write.</summary>
internal static class FactSql
{
    public const string Table = "store_facts";
    public const string Sample = "sample";
    public const string Mark = "mark";

    private static readonly SqlText FindText = new("select value from store_facts where name = @name");

    private static readonly SqlText SetText = new("insert into store_facts (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value");

    public static SqlStep Find(string name) => FindText.With(name);

    public static SqlStep Set(string name, byte[] value) => SetText.With(name, value);
}
