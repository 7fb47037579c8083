using Bot.Engine.Abstractions;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>What delivered messages cost.</summary>
internal static class PriceRows
{
    public static IReadOnlyList<MessageCosts> Costs(LiteDbPass pass, string month) =>
    [
        .. pass.All(LiteTable.Prices).Where(row => row.Text("month") == month).CountBy(KindOf)
            .OrderBy(count => count.Key.Channel, StringComparer.Ordinal).ThenBy(count => count.Key.Flow, StringComparer.Ordinal)
            .ThenBy(count => count.Key.Category, StringComparer.Ordinal).ThenBy(count => count.Key.Type, StringComparer.Ordinal)
            .ThenBy(count => count.Key.Billable)
            .Select(count => count.Key with { Count = count.Value }),
    ];

    private static MessageCosts KindOf(BsonDocument row) =>
        new(row.Text("channel"), row.Text("flow"), row.Text("category"), row.Text("type"), row.Number("billable") != 0, 0);
}
