using Bot.Storage.Abstractions;
using Bot.Storage.LiteDb;
using Bot.Tests.Support;

namespace Bot.Tests.Compliance;

public sealed class LiteDbPersonErasureCompliance : PersonErasureCompliance
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }

    internal override Task<IStore> OpenAsync() =>
        Task.FromResult<IStore>(LiteDbStore.Open(new() { Path = Path.Combine(_folder.Path, "bot.db") }, Sealer, Clock));
}
