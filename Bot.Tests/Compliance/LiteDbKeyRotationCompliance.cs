using Bot.Storage.Abstractions;
using Bot.Storage.LiteDb;
using Bot.Storage.Sealing;
using Bot.Tests.Support;

namespace Bot.Tests.Compliance;

public sealed class LiteDbKeyRotationCompliance : KeyRotationCompliance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override bool IsShared => false;

    public void Dispose() => _folder.Dispose();

    internal override Task<IStore> OpenAsync(Sealer sealer)
    {
        try
        {
            return Task.FromResult<IStore>(LiteDbStore.Open(new() { Path = Path.Combine(_folder.Path, "bot.db") }, sealer, Clock));
        }
        catch (Exception refused)
        {
            return Task.FromException<IStore>(refused);
        }
    }
}
