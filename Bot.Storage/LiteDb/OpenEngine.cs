using LiteDB;
using LiteDB.Engine;

namespace Bot.Storage.LiteDb;

/// <summary>LiteDB's engine over a file and a log of ours, which it does not close itself.</summary>
internal sealed class OpenEngine : IDisposable
{
    private readonly DataFile _data;

    /// <exception cref="LiteException">No database, a damaged one, or one with another collation.</exception>
    public OpenEngine(DataFile data, CommitLog log, bool readOnly)
    {
        (_data, Log) = (data, log);
        try
        {
            // The ordinal one: another makes ids equal that are not, and depends on what the system knows of languages.
            Engine = new(new EngineSettings { DataStream = data, LogStream = log, Collation = Collation.Binary, ReadOnly = readOnly });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public LiteEngine Engine { get; } = null!;

    public CommitLog Log { get; }

    public void Dispose()
    {
        Engine?.Dispose();
        Log.Dispose();
        _data.Dispose();
    }
}
