using System.Text;
using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Storage.Sql;
using LiteDB;

namespace Bot.Storage.LiteDb;

/// <summary>What a person must look at.</summary>
internal static class LetterRows
{
    public static BsonDocument Row(DeadLetter letter, RowSealer sealer) => new()
    {
        ["conversation"] = sealer.Name(letter.Conversation),
        ["id"] = DeadLetterSql.IdOf(letter, sealer),
        ["kind"] = letter.Kind,
        ["detail"] = DeadLetterSql.Detail(letter, sealer),
        ["at"] = Fields.Of(letter.At),
    };

    public static DeadLetter Read(BsonDocument row, RowSealer sealer) =>
        DeadLetterSql.Open(row.Text("conversation"), row.Text("id"), row.Text("kind"), row.Bytes("detail"), row.Time("at"), sealer);
}
