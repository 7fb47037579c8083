using System.Runtime.InteropServices;

namespace Bot.Host.Settings;

/// <summary>Keeps what this program writes from other users of the machine: database, photos, spool, logs, backups.</summary>
internal static class OwnerOnly
{
    /// <summary>Nothing for group and others (umask(2)).</summary>
    private const int GroupAndOthers = 0b000_111_111;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode ReadByAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode WrittenByAll = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private const UnixFileMode OpenedByAll = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The mask of the user who started it; null before <see cref="Begin"/>.</summary>
    private static UnixFileMode? _usual;

    /// <summary>Every file and folder that this process makes from here on belongs to its user alone.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows()) _usual = (UnixFileMode)SetMask(GroupAndOthers);
    }

    /// <summary>Gives a file, or a folder with all in it, the rights that its user's own files have: what is written for an author, and holds nothing of
    /// people.</summary>
    public static void Share(string path)
    {
        if (OperatingSystem.IsWindows() || _usual is not { } mask) return;

        var isFolder = Directory.Exists(path);
        File.SetUnixFileMode(path, (ReadByAll | WrittenByAll | (isFolder ? OpenedByAll : UnixFileMode.None)) & ~mask);
        foreach (var inner in isFolder ? Directory.EnumerateFileSystemEntries(path) : []) Share(inner);
    }

    /// <summary>Closes a folder that an earlier build left open. One of another user stays as it is.</summary>
    public static void Close(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder) || File.GetUnixFileMode(folder) == Owner) return;

        try
        {
            File.SetUnixFileMode(folder, Owner);
        }
        catch (UnauthorizedAccessException)
        {
            // Its owner decides, as for a volume that is mounted.
        }
    }

#pragma warning disable SYSLIB1054 // LibraryImport would need unsafe code in this project for one call with plain numbers.
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
#pragma warning restore SYSLIB1054
}
