using System.Threading.Channels;

namespace Bot.Host.Commands;

/// <summary>Runs something, and again whenever a file of flows, messages or replays below a folder has changed, until it is stopped.</summary>
internal static class FolderWatch
{
    /// <summary>Editors write a file in several steps; what follows within this time is one change.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(150);

    private static readonly string[] Endings = [".yaml", ".yml", ".replay"];

    /// <returns>The exit code of the last run that came to its end.</returns>
    public static async Task<int> RunAsync(string folder, Func<Task<int>> runAsync, TextWriter output, CancellationToken stop)
    {
        var changes = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Changed += (_, change) => Told(change.FullPath);
        watcher.Created += (_, change) => Told(change.FullPath);
        watcher.Deleted += (_, change) => Told(change.FullPath);
        watcher.Renamed += (_, change) => Told(change.FullPath);
        watcher.EnableRaisingEvents = true;

        var code = ExitCodes.Ok;
        try
        {
            code = await runAsync().WaitAsync(stop);
            while (true)
            {
                await output.WriteLineAsync($"Watching {folder}. Ctrl+C ends.");
                var changed = await changes.Reader.ReadAsync(stop);
                await Task.Delay(Settling, stop);
                while (changes.Reader.TryRead(out _)) ;
                await output.WriteLineAsync($"\n{Path.GetRelativePath(folder, changed)} has changed.");
                code = await runAsync().WaitAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return code;
        }

        void Told(string path)
        {
            if (Endings.Contains(Path.GetExtension(path))) changes.Writer.TryWrite(path);
        }
    }
}
