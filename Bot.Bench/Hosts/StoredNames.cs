using System.Data.Common;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;

namespace Bot.Bench.Hosts;

/// <summary>The names under which a database keeps conversations, for those who look at its rows.</summary>
internal static class StoredNames
{
    public static Sealer Sealer { get; } = new Secrets(BotProcess.SecretKey).Sealer;

    public static RowNames Read(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select value from store_facts where name = 'naming'";
        return StoreKeys.NamesOf((byte[])command.ExecuteScalar()!, Sealer);
    }
}
