using Bot.Engine.Abstractions;
using Bot.Gateways.Partners.BasicApplication;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Gateways.Partners.Shauryapay.Wire;
using Bot.Gateways.Partners.Sms;
using Bot.Gateways.Settings;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Support.Partners;

/// <summary>Gateways as the container makes them, with a test's own options in place of those of the configuration.</summary>
internal static class TestGateways
{
    /// <summary>Nothing is set, and nothing sandboxed.</summary>
    public static IConfiguration Live { get; } = new ConfigurationBuilder().Build();

    /// <summary>A registration of the Bot Framework is given, without which that channel is off.</summary>
    public static IConfiguration WithRegistration { get; } = new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Channels:BotFramework:AppId"] = "app-1", ["Channels:BotFramework:AppPassword"] = "password" }).Build();

    public static ShauryapayClient Shauryapay(ShauryapayOptions options) =>
        With(options, ShauryapayGateway.AddShauryapay).GetRequiredService<ShauryapayClient>();

    public static IReadOnlyList<Operation> ShauryapayOperations(ShauryapayClient client, IMediaLibrary media) =>
        [.. new ServiceCollection().AddSingleton(client).AddSingleton(media).AddShauryapayOperations(GatewayMode.Live)
            .BuildServiceProvider().GetServices<Operation>()];

    public static BasicApplicationClient Basic(BasicApplicationOptions options, TimeProvider clock, Func<string> nonce) =>
        new(Options.Create(options), With(options, BasicApplicationGateway.AddBasicApplication).GetRequiredService<IHttpClientFactory>(), clock, nonce);

    public static ISmsGateway Sms(BhashSmsOptions options) => With(options, BhashSmsGateway.AddBhashSms).GetRequiredService<ISmsGateway>();

    public static ServiceProvider With<TOptions>(TOptions options, Func<IServiceCollection, IConfiguration, IServiceCollection> add,
        Action<IServiceCollection>? more = null)
        where TOptions : class
    {
        var services = add(new ServiceCollection(), Live).AddSingleton(Options.Create(options)).AddSingleton(TimeProvider.System);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
