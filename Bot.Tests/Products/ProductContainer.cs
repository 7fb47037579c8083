using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Sqlite;
using Bot.Tests.Storage;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Products;

/// <summary>A container with a real store and faked partners, as the product areas find them in a host.</summary>
internal sealed class ProductContainer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _provider;

    public ProductContainer(Func<IServiceCollection, IServiceCollection> areas) => _provider = areas(StoreContainer.With(Clock)
        .AddSqliteStore(options => options.Path = Path.Combine(_folder.Path, "bot.db"))
        .AddSingleton<IEngineObserver>(new RecordingObserver())
        .AddSingleton<IOutboxWriter>(Outbox)
        .AddSingleton<IMessageRenderer>(new NoRenderer())
        .AddSingleton<ILeadPartner>(Lender)
        .AddSingleton<ISmsGateway>(Sms))
        .BuildServiceProvider();

    public ManualClock Clock { get; } = new();

    public FakeOutboxWriter Outbox { get; } = new();

    public FakeLender Lender { get; } = new();

    public RecordedSms Sms { get; } = new();

    /// <summary>The registered operations as the engine calls them.</summary>
    public IReadOnlyDictionary<string, Operation> Operations => _provider.GetServices<Operation>().Decorated(_provider.GetServices<IOperationDecorator>());

    public T Get<T>() where T : notnull => _provider.GetRequiredService<T>();

    public IEnumerable<T> All<T>() => _provider.GetServices<T>();

    public T Keyed<T>(string key) where T : notnull => _provider.GetRequiredKeyedService<T>(key);

    /// <summary>Calls an operation, and writes its changes as the turn that hears the outcome does.</summary>
    public async Task<CallResult> CallAsync(string operation, params (string Name, string Value)[] arguments)
    {
        var slots = arguments.Aggregate(Slots.Empty, (before, argument) => before.With(argument.Name, Value.Of(argument.Value)));
        var result = await Operations[operation].RunAsync(new(Guid.NewGuid().ToString("n"), operation, slots, new("meta:919812345678", "meta", "919812345678", Clock.Now, "en")), default);
        if (!result.Changes.IsDefaultOrEmpty) (await Get<IRecordStore>().ChangeAsync(result.Changes, default)).Should().BeTrue();
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Takes every SMS.</summary>
    internal sealed class RecordedSms : ISmsGateway
    {
        public List<string> Texts { get; } = [];

        public Task<SmsResult> SendAsync(string mobile, string text, CancellationToken cancel)
        {
            Texts.Add(text);
            return Task.FromResult(SmsResult.Sent);
        }
    }
}
