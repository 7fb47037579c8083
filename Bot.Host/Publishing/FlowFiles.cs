using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bot.Host.Publishing;

/// <summary>All files of a flows folder: names with slashes, relative to it, and their bytes.</summary>
internal sealed record FlowFiles(IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Bytes of all files together; a hundred flows with their scripts are a tenth of it.</summary>
    private const long MostBytes = 16 * 1024 * 1024;

    private const int MostFiles = 4000;

    /// <summary>Lower-case hex SHA-256 over names and bytes, in the order of the names.</summary>
    public string Hash { get; } = HashOf(Files);

    /// <summary>Reads a folder, hidden files left out.</summary>
    /// <exception cref="PublishingException">There is none, or it is too large.</exception>
    public static FlowFiles Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new PublishingException($"There is no folder {folder}.");

        var all = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var size = 0L;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (name.Split('/').Any(part => part.StartsWith('.'))) continue;
            size += new FileInfo(path).Length;
            if (size > MostBytes || all.Count == MostFiles)
                throw new PublishingException($"{folder} is no folder of flows: a version has at most {MostFiles} files of {MostBytes >> 20} MB together.");
            all[name] = File.ReadAllBytes(path);
        }

        return new(all);
    }

    /// <summary>These with others in their places.</summary>
    /// <param name="changes">Texts by name; null takes a file out.</param>
    /// <exception cref="PublishingException">A name leads out of the folder.</exception>
    public FlowFiles With(IReadOnlyDictionary<string, string?> changes)
    {
        var all = Files.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, text) in changes)
        {
            if (!IsInside(name)) throw new PublishingException($"'{name}' is no name of a file: write it as menu/flow.yaml.");
            if (text is null) all.Remove(name);
            else all[name] = Encoding.UTF8.GetBytes(text);
        }

        return new(all);
    }

    /// <summary>Writes them into a folder, which then has them and nothing else. Another process may do the same.</summary>
    /// <returns>The folder.</returns>
    public string WriteTo(string folder)
    {
        if (Directory.Exists(folder) && Read(folder).Hash == Hash) return folder;

        var beside = $"{folder}.{Guid.NewGuid():n}";
        foreach (var (name, bytes) in Files)
        {
            if (!IsInside(name)) throw new PublishingException($"'{name}' leads out of the folder of its version.");
            var path = Path.Combine(beside, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }

        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.Move(beside, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another one was faster with the same.
            Directory.Delete(beside, recursive: true);
        }

        return folder;
    }

    /// <summary>As a text for a record.</summary>
    public string Pack()
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Optimal)) JsonSerializer.Serialize(zip, Files);
        return Convert.ToBase64String(packed.ToArray());
    }

    public static FlowFiles Unpack(string packed)
    {
        using var zip = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        return new(JsonSerializer.Deserialize<Dictionary<string, byte[]>>(zip)!);
    }

    private static bool IsInside(string name) =>
        name.Length is > 0 and < 200 && name.Split('/').All(part => part.Length > 0 && !part.StartsWith('.') && part.IndexOfAny(['\\', ':', '\0']) < 0);

    private static string HashOf(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{bytes.Length}\0"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>Something about versions cannot be done; the message says why, and what can be done instead.</summary>
internal sealed class PublishingException(string message) : Exception(message);
