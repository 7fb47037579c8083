namespace Bot.Tests.Support;

/// <summary>A small disk in memory, mounted for one test. Rights do not bind the user that tests run as; a mount does.</summary>
internal sealed class Disk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Disk(string options) => SystemProgram.Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", _folder.Path);

    /// <summary>Whether this machine lets tests mount anything.</summary>
    public static bool CanMount { get; } = TryMount();

    public string Path => _folder.Path;

    public static Disk Of(string options) => new(options);

    public void MakeReadOnly() => SystemProgram.Run("mount", "-o", "remount,ro", _folder.Path);

    public void Dispose()
    {
        SystemProgram.Run("umount", "-l", _folder.Path);
        _folder.Dispose();
    }

    private static bool TryMount()
    {
        try
        {
            using var disk = new Disk("size=1m");
            return true;
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>Runs where a disk can be mounted.</summary>
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute()
    {
        if (!Disk.CanMount) Skip = "This user may not mount a disk here.";
    }
}
