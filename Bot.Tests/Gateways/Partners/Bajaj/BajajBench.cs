using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Gateways.Http;
using Bot.Gateways.Partners.Bajaj;
using Bot.Tests.Support.Partners;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Gateways.Partners.Bajaj;

/// <summary>The real client and operations to an address of a test's.</summary>
internal sealed class BajajBench(BajajOptions options, TimeProvider clock) : IDisposable
{
    public const string RequestId = "A1B2C3D4E5F60718";

    private readonly ServiceProvider _clients = new ServiceCollection().AddPartnerClient(BajajClient.ClientName).BuildServiceProvider();
    private BajajClient? _client;

    private BajajClient Client => _client ??= new(Options.Create(options), _clients.GetRequiredService<IHttpClientFactory>(), clock, () => RequestId);

    public Task<CallResult> UploadAsync(string photo = "photo", string type = "RCFRONT") => new UploadKyvImage(Client, new FakeMediaLibrary()).RunAsync(
        Call(("vehicleNumber", "MH12AB1234"), ("mobile", "+919812345678"), ("barcode", "6082680010056151"), ("imageType", type),
            ("image", FakeMediaLibrary.Reference(photo))), CancellationToken.None);

    public Task<CallResult> AskAsync() => new KyvImages(Client).RunAsync(
        Call(("vehicleNumber", "MH12AB1234"), ("mobile", "+919812345678"), ("barcode", "608268-001-0056151")), CancellationToken.None);

    public void Dispose()
    {
        _client?.Dispose();
        _clients.Dispose();
    }

    private static Call Call(params (string Name, Value Value)[] arguments) => new("c1", "bajaj.any",
        arguments.Aggregate(Slots.Empty, (sum, argument) => sum.With(argument.Name, argument.Value)),
        new("meta:919876543210", "meta", "919876543210", DateTimeOffset.UnixEpoch, "en"));
}
