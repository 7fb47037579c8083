using LiteDB;
using LiteDB.Engine;

namespace Bot.Storage.LiteDb;

/// <summary>Reads and writes documents of one engine, with the questions that were asked before at hand. For one thread at a time.</summary>
/// <remarks>Every answer is a list: a cursor that stays open holds up checkpoints.</remarks>
internal class LiteSession(ILiteEngine engine)
{
    /// <summary>Behind every text.</summary>
    public const string Last = "\uffff";

    private const string Key = "_id";

    private static readonly BsonExpression Ids = BsonExpression.Create("{_id}");

    private readonly Dictionary<(LiteTable Table, string Path, bool Backwards), Question> _questions = [];

    public ILiteEngine Engine { get; } = engine;

    /// <summary>A document by the parts of its key; null where there is none.</summary>
    public BsonDocument? Find(LiteTable table, params ReadOnlySpan<string> key)
    {
        var id = LiteTable.Join(key);
        return id.Length > 0 && Ask(table, Key, backwards: false, id, id, 1) is [var found] ? found : null;
    }

    public bool Exists(LiteTable table, params ReadOnlySpan<string> key) => Find(table, key) is not null;

    /// <summary>Documents whose keys begin with some parts, in their order.</summary>
    public List<BsonDocument> Under(LiteTable table, int limit, bool backwards, params ReadOnlySpan<string> key)
    {
        var (from, to) = LiteTable.Under(key);
        return Ask(table, Key, backwards, from, to, limit);
    }

    /// <summary>Documents behind a key, in the order of their keys.</summary>
    /// <param name="after">A whole key; empty for the first page.</param>
    public List<BsonDocument> Page(LiteTable table, string after, int limit) => Between(table, after.Length == 0 ? "" : $"{after}\0", Last, limit);

    /// <summary>Documents with keys between two, both included.</summary>
    public List<BsonDocument> Between(LiteTable table, string from, string to, int limit) => Ask(table, Key, backwards: false, from, to, limit);

    /// <summary>Documents by an index, with values between two, both included.</summary>
    /// <param name="index">Its name.</param>
    public List<BsonDocument> By(LiteTable table, string index, BsonValue from, BsonValue to, int limit, bool backwards = false) =>
        Ask(table, index, backwards, from, to, limit);

    /// <summary>Documents by the one value of an index.</summary>
    public List<BsonDocument> By(LiteTable table, string index, BsonValue value) => Ask(table, index, backwards: false, value, value, int.MaxValue);

    /// <summary>Documents by an index whose values begin with some parts.</summary>
    public List<BsonDocument> By(LiteTable table, string index, int limit, bool backwards, params ReadOnlySpan<string> parts)
    {
        var (from, to) = LiteTable.Under(parts);
        return Ask(table, index, backwards, from, to, limit);
    }

    /// <summary>Documents whose keys begin with some parts, and go on behind another one.</summary>
    public List<BsonDocument> Behind(LiteTable table, string after, int limit, params ReadOnlySpan<string> key)
    {
        var (from, to) = LiteTable.Under(key);
        return Ask(table, Key, backwards: false, after.Length == 0 ? from : $"{from}{after}\0", to, limit);
    }

    /// <summary>How many documents there are; reads their keys.</summary>
    public long Count(LiteTable table)
    {
        using var reader = Engine.Query(table.Name, new() { Select = Ids });
        var count = 0L;
        while (reader.Read()) count++;
        return count;
    }

    /// <summary>How many documents an index leads to.</summary>
    public long Led(LiteTable table, LiteIndex index)
    {
        var query = new Query { Select = Ids };
        query.Where.Add(BsonExpression.Create($"$.{index.Field}[*] ANY BETWEEN @0 AND @1", BsonValue.MinValue, BsonValue.MaxValue));
        using var reader = Engine.Query(table.Name, query);
        var count = 0L;
        while (reader.Read()) count++;
        return count;
    }

    public void Insert(LiteTable table, BsonDocument row) => Engine.Insert(table.Name, [table.Complete(row)], BsonAutoId.ObjectId);

    public void Update(LiteTable table, BsonDocument row)
    {
        if (Engine.Update(table.Name, [table.Complete(row)]) != 1) throw new InvalidOperationException($"A row of {table.Name} that was read is not there.");
    }

    /// <summary>Puts a row in the place of the one with its key, if there is one.</summary>
    public void Put(LiteTable table, BsonDocument row) => Engine.Upsert(table.Name, [table.Complete(row)], BsonAutoId.ObjectId);

    /// <returns>How many there were.</returns>
    public int Delete(LiteTable table, IReadOnlyCollection<BsonDocument> rows) =>
        rows.Count == 0 ? 0 : Engine.Delete(table.Name, rows.Select(row => row[Key]));

    /// <summary>Removes a row by the parts of its key.</summary>
    public void Delete(LiteTable table, params ReadOnlySpan<string> key) => Engine.Delete(table.Name, [LiteTable.Join(key)]);

    private List<BsonDocument> Ask(LiteTable table, string path, bool backwards, BsonValue from, BsonValue to, int limit)
    {
        if (!_questions.TryGetValue((table, path, backwards), out var question)) _questions[(table, path, backwards)] = question = new(path, backwards);
        return question.Ask(Engine, table.Name, from, to, limit);
    }

    /// <summary>A range of an index. Parsing it costs more than looking it up.</summary>
    private sealed class Question
    {
        private readonly BsonDocument _range = new() { ["0"] = BsonValue.Null, ["1"] = BsonValue.Null };
        private readonly Query _query = new();

        public Question(string path, bool backwards)
        {
            var expression = path == Key ? "$._id" : $"$.by_{path}[*]";
            _query.Where.Add(BsonExpression.Create($"{expression} {(path == Key ? "" : "ANY ")}BETWEEN @0 AND @1", _range));
            _query.OrderBy = BsonExpression.Create(expression);
            _query.Order = backwards ? Query.Descending : Query.Ascending;
        }

        public List<BsonDocument> Ask(ILiteEngine engine, string table, BsonValue from, BsonValue to, int limit)
        {
            (_range["0"], _range["1"], _query.Limit) = (from, to, limit);
            using var reader = engine.Query(table, _query);
            var found = new List<BsonDocument>();
            while (reader.Read()) found.Add(reader.Current.AsDocument);
            return found;
        }
    }
}
