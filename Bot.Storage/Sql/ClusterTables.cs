namespace Bot.Storage.Sql;

/// <summary>
/// Where hosts of a cluster find each other: two tables of ours, and the statements over them that Orleans' AdoNet clustering (10.4) asks for by name.
/// </summary>
/// <remarks>
/// The contract is Orleans': the table <c>OrleansQuery</c>, the names of the statements, their parameters and the columns that they give. A member or its
/// state is written only by a writer that saw the newest version of the list, which the same statement raises; of two at once one writes nothing.
/// Statements stand with <c>#</c> for the sign of a parameter, which the steps of the schema take for one of their own.
/// </remarks>
internal static class ClusterTables
{
    private const string Member = "deployment = #DeploymentId and address = #Address and port = #Port and generation = #Generation";

    private const string Columns =
        """
        v.deployment as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation, m.silo_name as SiloName, m.host_name as HostName,
        m.status as Status, m.proxy_port as ProxyPort, m.suspect_times as SuspectTimes, m.started_at as StartTime, m.alive_at as IAmAliveTime,
        v.version as Version
        """;

    private const string Raised =
        "update cluster_versions set version = version + 1, changed_at = now() where deployment = #DeploymentId and version = #Version";

    private static readonly (string Name, string Text)[] Statements =
    [
        ("InsertMembershipVersionKey",
            "with made as (insert into cluster_versions (deployment) values (#DeploymentId) on conflict do nothing returning 1) select count(*)::integer from made"),
        ("InsertMembershipKey",
            $"""
            with raised as ({Raised} and not exists (select 1 from cluster_members where {Member}) returning 1), made as (
                insert into cluster_members (deployment, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
                select #DeploymentId, #Address, #Port, #Generation, #SiloName, #HostName, #Status, #ProxyPort, #StartTime, #IAmAliveTime from raised
                returning 1)
            select count(*)::integer from made
            """),
        ("UpdateMembershipKey",
            $"""
            with raised as ({Raised} and exists (select 1 from cluster_members where {Member}) returning 1), changed as (
                update cluster_members set status = #Status, suspect_times = #SuspectTimes, alive_at = #IAmAliveTime
                where {Member} and exists (select 1 from raised) returning 1)
            select count(*)::integer from changed
            """),
        ("UpdateIAmAlivetimeKey", $"update cluster_members set alive_at = #IAmAliveTime where {Member}"),
        ("MembershipReadRowKey",
            $"""
            select {Columns} from cluster_versions v left join cluster_members m
                on m.deployment = v.deployment and m.address = #Address and m.port = #Port and m.generation = #Generation
            where v.deployment = #DeploymentId
            """),
        ("MembershipReadAllKey",
            $"select {Columns} from cluster_versions v left join cluster_members m on m.deployment = v.deployment where v.deployment = #DeploymentId"),
        ("GatewaysQueryKey",
            """
            select address as Address, proxy_port as ProxyPort, generation as Generation from cluster_members
            where deployment = #DeploymentId and status = #Status and proxy_port > 0
            """),
        ("DeleteMembershipTableEntriesKey",
            """
            with gone as (delete from cluster_members where deployment = #DeploymentId)
            delete from cluster_versions where deployment = #DeploymentId
            """),

        // 6 is a member that is dead.
        ("CleanupDefunctSiloEntriesKey", "delete from cluster_members where deployment = #DeploymentId and status = 6 and alive_at < #IAmAliveTime"),
        ("CleanupDefunctSiloEntryKey",
            $"""
            delete from cluster_members where {Member} and status = 6 and alive_at = #IAmAliveTime and started_at = #StartTime
                and coalesce(suspect_times, '') = coalesce(#SuspectTimes, '')
            """),
    ];

    /// <summary>The statements of the step of the schema.</summary>
    public static string[] Steps { get; } =
    [
        "create table cluster_versions (deployment text not null primary key, version integer not null default 0, changed_at timestamptz not null default now())",
        """
        create table cluster_members (
            deployment text not null references cluster_versions, address text not null, port integer not null, generation integer not null,
            silo_name text not null, host_name text not null, status integer not null, proxy_port integer, suspect_times text,
            started_at timestamptz not null, alive_at timestamptz not null, primary key (deployment, address, port, generation))
        """,
        "create table OrleansQuery (QueryKey text not null primary key, QueryText text not null)",
        .. Statements.Select(statement =>
            $"insert into OrleansQuery (QueryKey, QueryText) values ('{statement.Name}', replace('{statement.Text.Replace("'", "''", StringComparison.Ordinal)}', '#', chr(64)))"),
    ];
}
