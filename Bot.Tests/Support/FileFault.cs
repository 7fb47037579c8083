using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Support;

/// <summary>Files that a running host can no longer write, refused by the system itself.</summary>
/// <remarks>Rights would bind neither root nor a process that has the file open.</remarks>
internal sealed class FileFault
{
    private readonly Action<BotHost, bool> _set;

    private FileFault(Action<BotHost, bool> set) => _set = set;

    /// <summary>No file of the process may grow or be written (<c>ulimit -f 0</c>). Needs no rights.</summary>
    public static FileFault SizeLimit { get; } = new((host, broken) => SystemProgram.Run("prlimit", "--pid", $"{host.ProcessId}", broken ? "--fsize=0:" : "--fsize=unlimited:"));

    /// <summary>The database's files are immutable, as on a disk that has become read-only. Not every user and file system can do it.</summary>
    public static FileFault Immutable { get; } = new((host, broken) =>
    {
        foreach (var file in Directory.GetFiles(host.Folder, "bot.db*")) SystemProgram.Run("chattr", broken ? "+i" : "-i", file);
    });

    public static bool CanBeImmutable { get; } = TryImmutable();

    public void Begin(BotHost host) => _set(host, true);

    public void End(BotHost host) => _set(host, false);

    private static bool TryImmutable()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "tried");
        File.WriteAllText(file, "");
        try
        {
            SystemProgram.Run("chattr", "+i", file);
            SystemProgram.Run("chattr", "-i", file);
            return true;
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
