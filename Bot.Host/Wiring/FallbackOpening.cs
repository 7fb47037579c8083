using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Conversations.Outbox;
using Bot.Host.Settings;
using Bot.Storage.Sealing;
using Bot.Storage.Spool;
using Microsoft.Extensions.Options;

namespace Bot.Host.Wiring;

/// <summary>Opens a PostgreSQL database with what stands in for it while it is away. Asked once, at the start; the container has the result from then on.</summary>
internal sealed class FallbackOpening(
    IOptions<DatabaseOptions> database, IOptions<FolderOptions> folders, Sealer sealer, IReadOnlyDictionary<string, IChannel> channels, OutboxSettings outbox, Observers observer, TimeProvider clock, ILoggerFactory logs)
{
    private LocalFallback? _opened;

    public LocalFallback Opened => _opened ?? throw new InvalidOperationException("The database was not opened: BotStart.OpenAsync goes first.");

    public async Task OpenAsync()
    {
        var server = database.Value.Postgres ?? throw new InvalidOperationException("DATABASE_URL names no PostgreSQL server.");
        _opened = await LocalFallback.OpenAsync(server, folders.Value.Data, sealer, store => new(store, channels, outbox, clock, observer), clock, logs);
    }
}
