namespace Bot.Storage.Tables;

/// <summary>What a column holds.</summary>
internal enum ColumnType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number of 64 bits; times are unix milliseconds.</summary>
    Number,

    /// <summary>Bytes.</summary>
    Bytes,
}

/// <param name="Name">As in SQL.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Optional">It may hold nothing.</param>
internal sealed record StoreColumn(string Name, ColumnType Type, bool Optional = false);

/// <summary>What every store keeps, whichever database it is: its tables as they are copied from one to another.</summary>
/// <param name="Name">As in SQL.</param>
/// <param name="Key">So many of the first columns are the key.</param>
/// <param name="Columns">Those of the newest schema.</param>
internal sealed record StoreTable(string Name, int Key, params StoreColumn[] Columns)
{
    public static StoreTable Sessions { get; } = new(
        "sessions", 1, Text("conversation"), Number("version"), Text("channel"), Number("last_heard"), Text("session_id"), Text("flow"), Text("state"),
        Bytes("body"), Number("updated_at"), Maybe("remind_due"), Maybe("remind_token"), Maybe("expire_due"), Maybe("expire_token"), Maybe("wake_at"));

    /// <summary>The turn log. Its numbers go over in a copy: figures are counted up to one of them.</summary>
    public static StoreTable Turns { get; } = new(
        "turns", 3, Number("key"), Text("conversation"), Text("handled"), Number("seq"), Number("version"), Number("at"), Number("kept"), Text("language"), Text("flow"),
        Text("flow_version"), Text("from_state"), Text("by_trigger"), Text("to_state"), Bytes("body"));

    /// <summary>Figures of flows.</summary>
    public static StoreTable TurnCounts { get; } = new(
        "turn_counts", 6, Text("flow"), Text("flow_version"), Text("state"), Text("by_trigger"), Text("language"), Number("day"), Number("turns"));

    /// <summary>Up to which turn something was derived from the log.</summary>
    public static StoreTable TurnCursors { get; } = new("turn_cursors", 1, Text("name"), Number("seq"));

    /// <summary>Of builds before the turn log.</summary>
    public static StoreTable OldHandled { get; } = new("handled", 2, Text("conversation"), Text("id"), Number("at"));

    public static StoreTable Outbox { get; } = new(
        "outbox", 2, Text("id"), Text("conversation"), Text("stream"), Number("seq"), Text("kind"), Text("state"), Text("channel"), Text("language"),
        Bytes("payload"), Number("attempts"), Number("recovering"), Maybe("due_at"), MaybeText("lease_owner"), MaybeText("provider_id"), MaybeText("other_id"),
        MaybeText("delivery"), MaybeBytes("failure"), Number("created_at"), Maybe("finished_at"), Text("flow"));

    /// <summary>Of builds before the turn log.</summary>
    public static StoreTable OldTranscript { get; } = new("transcript", 2, Text("conversation"), Number("version"), Number("at"), Bytes("body"));

    public static StoreTable EarlyStatuses { get; } = new(
        "early_statuses", 3, Text("provider_id"), Text("reference"), Text("status"), Text("other_id"), MaybeBytes("failure"), Number("at"));

    public static StoreTable DeadLetters { get; } = new(
        "dead_letters", 2, Text("conversation"), Text("id"), Text("kind"), Bytes("detail"), Number("at"));

    public static StoreTable Facts { get; } = new("store_facts", 1, Text("name"), Bytes("value"));

    public static StoreTable Prices { get; } = new(
        "message_prices", 1, Text("id"), Text("channel"), Text("month"), Text("category"), Text("type"), Number("billable"), Text("flow"), Number("at"));

    public static StoreTable Records { get; } = new("records", 2, Text("kind"), Text("key"), Number("version"), Bytes("body"), Number("changed_at"));

    public static StoreTable Lookups { get; } = new(
        "record_lookups", 4, Text("kind"), Text("name"), Text("value"), Text("key"), Number("changed_at"));

    /// <summary>Every table of today, but what a database knows of its own schema.</summary>
    public static IReadOnlyList<StoreTable> All { get; } =
        [Facts, Sessions, Outbox, Turns, TurnCounts, TurnCursors, EarlyStatuses, DeadLetters, Prices, Records, Lookups];

    private static StoreColumn Text(string name) => new(name, ColumnType.Text);

    private static StoreColumn MaybeText(string name) => new(name, ColumnType.Text, Optional: true);

    private static StoreColumn Number(string name) => new(name, ColumnType.Number);

    private static StoreColumn Maybe(string name) => new(name, ColumnType.Number, Optional: true);

    private static StoreColumn MaybeBytes(string name) => new(name, ColumnType.Bytes, Optional: true);

    private static StoreColumn Bytes(string name) => new(name, ColumnType.Bytes);
}
