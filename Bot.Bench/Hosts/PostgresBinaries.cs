namespace Bot.Bench.Hosts;

/// <summary>The server binaries of this machine: Debian keeps them off the path.</summary>
internal static class PostgresBinaries
{
    public const string Absent = "PostgreSQL is not installed: apt-get install postgresql";

    /// <summary>The newest version's folder with <c>initdb</c> and <c>pg_ctl</c>; null when PostgreSQL is not installed.</summary>
    public static string? Folder { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static string Program(string name) => Path.Combine(Folder ?? throw new InvalidOperationException(Absent), name);
}
