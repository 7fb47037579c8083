using Bot.Bench.Hosts;

namespace Bot.Tests.Support.Postgres;

/// <summary>Whether tests on PostgreSQL can run here.</summary>
internal static class PostgresInstallation
{
    public const string Absent = PostgresBinaries.Absent;

    /// <summary>Why its tests are skipped; null when they run, or when they must (CI=true: a skip is a failure).</summary>
    public static string? Skip { get; } = PostgresBinaries.Folder is null && Environment.GetEnvironmentVariable("CI") != "true" ? Absent : null;
}
