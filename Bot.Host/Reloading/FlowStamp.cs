namespace Bot.Host.Reloading;

/// <summary>Tells whether the files of flows have changed: their names, sizes and times of the last change.</summary>
internal static class FlowStamp
{
    public static string Of(string folder)
    {
        var stamp = new HashCode();
        var inFolders = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 };
        foreach (var path in Directory.EnumerateFiles(folder, "*.y*ml", inFolders).Order(StringComparer.Ordinal))
        {
            var file = new FileInfo(path);
            stamp.Add(path, StringComparer.Ordinal);
            if (file.Exists) stamp.Add((file.Length, file.LastWriteTimeUtc.Ticks));
        }

        return stamp.ToHashCode().ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
