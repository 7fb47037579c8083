using System.Runtime.InteropServices;

namespace Bot.Host.Settings;

/// <summary>Keeps what this program writes from other users of the machine: database, photos, spool, logs, backups.</summary>
internal static class OwnerOnly
{
    /// <summary>Nothing for group and others (umask(2)).</summary>
    private const int GroupAndOthers = 0b000_111_111;

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Every file and folder that this process makes from here on belongs to its user alone.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows()) _ = SetMask(GroupAndOthers);
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
