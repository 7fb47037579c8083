using Bot.Engine.Abstractions;
using Bot.Storage.LiteDb;
using Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Compliance;

/// <summary>The LiteDB store as a container registers it.</summary>
public sealed class LiteDbStoreCompliance : StoreListsCompliance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-").FullName;

    internal override Task<(IConversationStore Store, IRecordStore Records, IAsyncDisposable Opened)> OpenAsync()
    {
        var provider = StoreContainer.With(Clock).AddLiteDbStore(options => options.Path = Path.Combine(_folder, "bot.db")).BuildServiceProvider();
        return Task.FromResult<(IConversationStore, IRecordStore, IAsyncDisposable)>(
            (provider.GetRequiredService<IConversationStore>(), provider.GetRequiredService<IRecordStore>(), provider));
    }

    internal override Task<(IConversationStore Store, IAsyncDisposable Opened)> OpenBesideAsync() =>
        Task.FromResult<(IConversationStore, IAsyncDisposable)>((Store, Stream.Null));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
