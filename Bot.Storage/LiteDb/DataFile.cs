namespace Bot.Storage.LiteDb;

/// <summary>
/// The file of a LiteDB database. LiteDB flushes a stream that it is given with <see cref="Flush"/>, which for a file means the system's cache; here it means
/// the disk.
/// </summary>
internal sealed class DataFile(string path, bool readOnly) : FileStream(path, new FileStreamOptions
{
    Mode = readOnly ? FileMode.Open : FileMode.OpenOrCreate,
    Access = readOnly ? FileAccess.Read : FileAccess.ReadWrite,
    Share = FileShare.ReadWrite,
    BufferSize = 0,
})
{
    public override void Flush() => Flush(flushToDisk: true);

    /// <summary>Whether LiteDB may open the file: it cuts off what is no whole page, of any file.</summary>
    public static bool IsOurs(string path)
    {
        if (!File.Exists(path)) return true;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> head = stackalloc byte[InfoAt + Info.Length];
        return RandomAccess.GetLength(file) == 0 || (RandomAccess.Read(file, head, 0) == head.Length && head.EndsWith(Info));
    }

    private const int InfoAt = 32;

    private static ReadOnlySpan<byte> Info => "** This is a LiteDB file **"u8;
}
