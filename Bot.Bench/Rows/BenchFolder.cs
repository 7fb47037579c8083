namespace Bot.Bench.Rows;

/// <summary>A folder for databases, gone afterwards.</summary>
internal sealed class BenchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bot-figures-").FullName;

    /// <exception cref="InvalidOperationException">There is less room than that.</exception>
    public void NeedRoom(long bytes)
    {
        var free = new DriveInfo(Path).AvailableFreeSpace;
        if (free < bytes) throw new InvalidOperationException($"{Path} has room for {free >> 20} MB; this row needs {bytes >> 20} MB.");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
