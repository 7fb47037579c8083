namespace Bot.Storage.Sql;

/// <summary>One step of the schema. Once released it never changes; the next change is a new step.</summary>
internal sealed record Migration(int Number, string Name, IReadOnlyList<string> Statements);

/// <summary>
/// The schema, step by step. Every row of a conversation begins with its <c>conversation</c>, so that the tables can be spread over machines by it.
/// </summary>
internal static class Migrations
{
    /// <summary>After it the rows are named anew, in small steps: see <see cref="ClearTable"/>.</summary>
    public const int Naming = 8;

    /// <summary>When every row has its name.</summary>
    public const int Named = 9;

    /// <summary>One row a turn, in place of handled ids and transcripts.</summary>
    public const int TurnLog = 10;

    /// <summary>Where hosts of a cluster find each other.</summary>
    public const int Cluster = 11;

    public const string CreateLedger = "create table if not exists schema_migrations (number integer not null primary key, name text not null, applied_at bigint not null)";

    public static SqlText Applied { get; } = new("select number from schema_migrations order by number");

    public static SqlText Record { get; } = new("insert into schema_migrations (number, name, applied_at) values (@number, @name, @at)");

    public static IReadOnlyList<Migration> For(SqlDialect dialect) =>
    [
        new(1, "conversations", Conversations(dialect)),
        new(2, "records", Records(dialect)),
        new(3, "session list", ["create index sessions_session_id on sessions (session_id)"]),
        new(4, "age of transcripts", ["create index transcript_at on transcript (at)"]),
        new(5, "fewer entries", FewerEntries(dialect)),

        // No table changes: a build that does not know these seals does not start on them.
        new(6, "seals with key numbers", []),
        new(7, "what messages cost", MessageCosts),

        // The old columns have other names from here on, so that a host of an earlier build that still runs fails rather than write a number in clear.
        new(Naming, "names of rows",
        [
            "alter table sessions rename column address to clear_address", "alter table sessions rename column name to clear_name",
            "alter table outbox rename column address to clear_address", "alter table outbox rename column cause to clear_cause",
            "alter table outbox rename column failure to clear_failure", $"alter table outbox add column failure {dialect.Bytes}",
            "alter table early_statuses rename column failure to clear_failure", $"alter table early_statuses add column failure {dialect.Bytes}",
            "alter table dead_letters rename column reason to clear_reason",
        ]),
        new(Named, "no numbers in clear",
        [
            "alter table sessions drop column clear_address", "alter table sessions drop column clear_name", "alter table outbox drop column clear_address",
            "alter table outbox drop column clear_cause", "alter table outbox drop column clear_failure", "alter table early_statuses drop column clear_failure",
            "alter table dead_letters drop column clear_reason",
        ]),
        new(TurnLog, "turn log", TurnLogTable(dialect)),

        // A file has one host.
        .. dialect.Versions ? [new Migration(Cluster, "hosts of a cluster", ClusterTables.Steps)] : Array.Empty<Migration>(),
    ];

    /// <summary>
    /// One row tells everything of a turn. What was said before lies on under its version, in the form and with the seal that it had; ids are told apart by
    /// being version 0.
    /// </summary>
    private static string[] TurnLogTable(SqlDialect dialect) =>
    [
        $"""
        create table turns (
            seq {dialect.Numbered}, key bigint not null, conversation text not null, handled text not null, version bigint not null, at bigint not null, kept integer not null,
            language text not null, flow text not null, flow_version text not null, from_state text not null, by_trigger text not null, to_state text not null,
            body {dialect.Bytes} not null)
        """,
        $"""
        insert into turns (key, conversation, handled, version, at, kept, language, flow, flow_version, from_state, by_trigger, to_state, body)
        select {TurnKey.Sql(dialect, "conversation", "('version.' || version)")}, conversation, 'version.' || version, version, at, 1, '', '', '', '', '', '',
            body
        from transcript order by at, conversation, version
        """,
        $"""
        insert into turns (key, conversation, handled, version, at, kept, language, flow, flow_version, from_state, by_trigger, to_state, body)
        select {TurnKey.Sql(dialect, "conversation", "id")}, conversation, id, 0, at, 0, '', '', '', '', '', '', {dialect.NoBytes}
        from handled order by at, conversation, id
        """,
        "drop table transcript",
        "drop table handled",

        // A row stands in one of them: by how much of it is left, and so by what is done with it next.
        "create index turns_key on turns (key)",
        "create index turns_ids on turns (at) where kept = 0",
        "create index turns_said on turns (at) where kept = 1",
        "create index turns_heard on turns (at) where kept = 2",

        $"""
        create table turn_counts (
            flow text not null, flow_version text not null, state text not null, by_trigger text not null, language text not null, day bigint not null,
            turns bigint not null, primary key (flow, flow_version, state, by_trigger, language, day)){dialect.Clustered}
        """,
        "create table turn_cursors (name text not null primary key, seq bigint not null)",
    ];

    private static string[] Conversations(SqlDialect dialect) =>
    [
        $"""
        create table sessions (
            conversation text not null primary key, version bigint not null, channel text not null, address text not null, name text not null,
            last_heard bigint not null, session_id text not null, flow text not null, state text not null, body {dialect.Bytes} not null, updated_at bigint not null,
            remind_due bigint, remind_token integer, expire_due bigint, expire_token integer, wake_at bigint)
        """,

        // Timers stand in the row that every turn writes anyway, with one entry to find them by: the earlier of the two.
        "create index sessions_wake on sessions (wake_at) where wake_at is not null",

        $"create table handled (conversation text not null, id text not null, at bigint not null, primary key (conversation, id)){dialect.Clustered}",
        "create index handled_at on handled (at)",

        // Rows are settled and found by their id alone, so it leads the key; the conversation is in it so that the table can be spread over machines.
        // due_at is set for the first unfinished row of a stream only, and moved to the end of the lease by a claim: looking for work never meets a row that
        // must wait.
        $"""
        create table outbox (
            conversation text not null, id text not null, stream text not null, seq bigint not null, kind text not null, state text not null,
            channel text not null, address text not null, language text not null, payload {dialect.Bytes} not null,
            attempts integer not null, recovering integer not null, due_at bigint, lease_owner text,
            provider_id text, other_id text, delivery text, failure text, created_at bigint not null, finished_at bigint, cause text not null default '',
            primary key (id, conversation))
        """,
        "create index outbox_due on outbox (due_at) where due_at is not null",
        "create index outbox_open on outbox (conversation, stream, seq) where finished_at is null",
        "create index outbox_finished on outbox (finished_at, created_at)",
        "create index outbox_provider on outbox (provider_id) where provider_id is not null",
        "create index outbox_other on outbox (other_id) where other_id is not null",

        // One row per turn, with all that was said in it.
        $"create table transcript (conversation text not null, version bigint not null, at bigint not null, body {dialect.Bytes} not null, primary key (conversation, version))",

        """
        create table early_statuses (
            provider_id text not null, reference text not null, status text not null, other_id text not null, failure text, at bigint not null,
            primary key (provider_id, reference, status))
        """,
        "create index early_statuses_other on early_statuses (other_id)",
        "create index early_statuses_reference on early_statuses (reference)",
        "create index early_statuses_at on early_statuses (at)",

        $"""
        create table dead_letters (
            conversation text not null, id text not null, kind text not null, reason text not null, detail {dialect.Bytes} not null, at bigint not null,
            primary key (conversation, id))
        """,
        "create index dead_letters_at on dead_letters (at)",

        $"create table store_facts (name text not null primary key, value {dialect.Bytes} not null)",
    ];

    private static string[] FewerEntries(SqlDialect dialect) =>
    [
        // Only what has finished, which is what goes one day: a row that is queued and claimed has no entry in it.
        "drop index outbox_finished",
        "create index outbox_finished on outbox (finished_at) where finished_at is not null",

        // With the time, so that what waits is counted and its age told from the index alone. SQLite looks at the condition's column too, which is always null
        // here.
        "drop index outbox_open",
        $"create index outbox_open on outbox (conversation, stream, seq, created_at{(dialect.Versions ? "" : ", finished_at")}) where finished_at is null",

        // A row's next version that fits beside the one before it needs no new entry in any index.
        .. dialect.Versions ? new[] { "alter table sessions set (fillfactor = 75)" } : [],
    ];

    private static readonly string[] MessageCosts =
    [
        "alter table outbox add column flow text not null default ''",
        """
        create table message_prices (
            id text not null primary key, channel text not null, month text not null, category text not null, type text not null, billable integer not null,
            flow text not null, at bigint not null)
        """,
        "create index message_prices_month on message_prices (month, channel, flow, category, type, billable)",
        "create index message_prices_at on message_prices (at)",
    ];

    private static string[] Records(SqlDialect dialect) =>
    [
        $"""
        create table records (
            kind text not null, key text not null, version bigint not null, body {dialect.Bytes} not null, changed_at bigint not null,
            primary key (kind, key))
        """,

        // The time stands in the look-up too, so that the newest few of a million are read as they lie.
        $"""
        create table record_lookups (
            kind text not null, name text not null, value text not null, key text not null, changed_at bigint not null,
            primary key (kind, name, value, key)){dialect.Clustered}
        """,
        "create index record_lookups_newest on record_lookups (kind, name, value, changed_at, key)",
        "create index record_lookups_key on record_lookups (kind, key)",
    ];
}
