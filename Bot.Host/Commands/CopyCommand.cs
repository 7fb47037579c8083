using System.CommandLine;
using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary><c>copy</c>: everything from one store to another, whichever they are, proved row by row.</summary>
internal sealed class CopyCommand : Command
{
    private const string Help = """
        Copy everything from one database to another of any kind: sessions, messages, transcripts, records, dead letters, costs. Stop every host first.
        Every row is read again in both and compared, and everything that is sealed is opened in the copy. Both are read with SECRET_KEY
        (in Development: data/secret.key). Photos lie beside the database, in the media folder: keep that folder.
        A copy that was stopped is taken by no host: remove it and copy again.

        Example:
          Bot.Host copy --from sqlite:///data/bot.db --to litedb:///data/bot.litedb
          Bot.Host copy --from litedb:///data/bot.litedb --to postgresql://bot:secret@db.internal:5432/bot
        """;

    /// <summary>Rows between two lines of a table.</summary>
    private const int RowsToTell = 20_000;

    private readonly Option<string> _from = new("--from") { Description = "The database to copy, as in DATABASE_URL. It stays as it is.", Required = true };
    private readonly Option<string> _to = new("--to") { Description = "The database to fill, as in DATABASE_URL; it has to be empty or not to be there.", Required = true };

    public CopyCommand(Func<IConfiguration> configuration)
        : base("copy", Help)
    {
        Add(_from);
        Add(_to);
        SetAction((parsed, cancel) => RunAsync(configuration(), parsed.GetRequiredValue(_from), parsed.GetRequiredValue(_to),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
    }

    public static async Task<int> RunAsync(IConfiguration configuration, string from, string to, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        var working = FolderOptions.Of(configuration).Working;
        var (source, target) = (DatabaseUrl.Parse(from, working), DatabaseUrl.Parse(to, working));
        if ((DatabaseUrl.Misnamed(source) ?? DatabaseUrl.Misnamed(target)) is { } misnamed)
        {
            await error.WriteLineAsync(misnamed);
            return ExitCodes.CannotRun;
        }

        try
        {
            var copied = await new LongWork(output).RunAsync($"Copying {source.Name} to {target.Name}", StoreCopy.Tables,
                (tell, next) => CopyAsync(configuration, source, target, tell, next, cancel));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"All {copied.Sum(table => table.Rows)} rows of {copied.Count} tables are in {target.Name}: each was read again and compared, and what is sealed opens."));
            return ExitCodes.Ok;
        }
        catch (StoreUnavailableException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return ExitCodes.CannotRun;
        }
    }

    private static async Task<IReadOnlyList<CopiedTable>> CopyAsync(IConfiguration configuration, StoreAddress source, StoreAddress target,
        Func<string, Task> tell, Action next, CancellationToken cancel)
    {
        CopiedTable? told = null;
        return await StoreCopy.RunAsync(source, target, SealingOptions.SealerOf(configuration), TimeProvider.System, TellAsync, cancel);

        async Task TellAsync(CopiedTable table)
        {
            if (table.IsWhole) next();
            if (!table.IsWhole && table.Rows - (told?.Table == table.Table ? told.Rows : 0) < RowsToTell) return;
            told = table;
            await tell(string.Create(CultureInfo.InvariantCulture, $"{table.Table}: {table.Rows} rows{(table.IsWhole ? "" : " so far")}"));
        }
    }
}
