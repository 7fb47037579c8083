namespace Bot.Tests.Support.Postgres;

/// <summary>The server binaries of this machine: Debian keeps them off the path.</summary>
internal static class PostgresInstallation
{
    /// <summary>The newest version's folder with <c>initdb</c> and <c>pg_ctl</c>; null when PostgreSQL is not installed.</summary>
    public static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    public const string Absent = "PostgreSQL is not installed: apt-get install postgresql";

    /// <summary>Why its tests are skipped; null when they run, or when they must (CI=true: a skip is a failure).</summary>
    public static string? Skip { get; } = Binaries is null && Environment.GetEnvironmentVariable("CI") != "true" ? Absent : null;
}
