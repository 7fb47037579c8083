using Bot.Engine.Abstractions;

namespace Bot.Storage.Spool;

/// <summary>
/// The file of one host's spool, held while the host lives. Hosts that share a data folder take the first free one, so the next host to start goes on with what
/// a dead one left.
/// </summary>
internal sealed class SpoolFile : IDisposable
{
    /// <summary>Hosts on one data folder at most.</summary>
    private const int HostLimit = 64;

    private readonly FileStream _held;

    private SpoolFile(string path, FileStream held) => (Path, _held) = (path, held);

    public string Path { get; }

    /// <exception cref="StoreUnavailableException">The folder cannot be written.</exception>
    public static SpoolFile Acquire(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            for (var number = 1; number <= HostLimit; number++)
            {
                var path = System.IO.Path.Combine(folder, number == 1 ? "spool.db" : $"spool-{number}.db");
                if (TryLock(path + ".lock") is { } held) return new(path, held);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"No spool can be kept in {folder}: {fault.Message}", fault);
        }

        throw new StoreUnavailableException($"{HostLimit} hosts keep their spools in {folder} already; give this one a data folder of its own.");
    }

    /// <summary>The spools in a folder, held or not.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "spool*.db").Order(StringComparer.Ordinal)] : [];

    // The lock ends with the process, however it ends.
    public void Dispose() => _held.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
