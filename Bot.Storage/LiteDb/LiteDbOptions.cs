using Microsoft.Extensions.Options;

namespace Bot.Storage.LiteDb;

/// <summary>How the LiteDB store works.</summary>
public sealed record LiteDbOptions
{
    /// <summary>The database file; its folder is created when it is missing. Default <c>./data/bot.db</c>.</summary>
    public string Path { get; set; } = "./data/bot.db";

    /// <summary>Threads that read side by side. Default 8; LiteDB itself takes a hundred.</summary>
    public int Readers { get; set; } = 8;

    /// <summary>Writes that may wait; a caller that brings more waits for room. Default 20,000: some seconds of work, some 100 MB.</summary>
    public int QueueLimit { get; set; } = 20_000;

    /// <summary>Writes in one transaction. Default 512: keeps the wait of the first one to some tens of milliseconds.</summary>
    public int BatchLimit { get; set; } = 512;

    /// <summary>
    /// Pages in the log after which it is written into the file, in pages of 8 KB. Default 8,192: 64 MB of log, and as much memory, for LiteDB keeps what it
    /// wrote until then.
    /// </summary>
    public int CheckpointAfter { get; set; } = 8192;

    /// <summary>Documents that a pass over everything reads before it lets its memory go. Default 50,000: some 60 MB.</summary>
    public int PassLimit { get; set; } = 50_000;
}

/// <summary>Reports every fault of <see cref="LiteDbOptions"/> at once.</summary>
internal sealed class LiteDbOptionsValidator : IValidateOptions<LiteDbOptions>
{
    public ValidateOptionsResult Validate(string? name, LiteDbOptions options)
    {
        string?[] faults =
        [
            string.IsNullOrWhiteSpace(options.Path) ? "DATABASE_URL: the path names no file; write litedb:///data/bot.db." : null,
            AtLeastOne(nameof(options.Readers), options.Readers),
            AtLeastOne(nameof(options.QueueLimit), options.QueueLimit),
            AtLeastOne(nameof(options.BatchLimit), options.BatchLimit),
            AtLeastOne(nameof(options.CheckpointAfter), options.CheckpointAfter),
            AtLeastOne(nameof(options.PassLimit), options.PassLimit),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? AtLeastOne(string option, int value) => value < 1 ? $"{nameof(LiteDbOptions)}.{option} must be at least 1, not {value}." : null;
}
