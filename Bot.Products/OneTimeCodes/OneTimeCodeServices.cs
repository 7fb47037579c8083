using Bot.Engine.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Products.OneTimeCodes;

/// <summary>Registers one-time codes.</summary>
public static class OneTimeCodeServices
{
    /// <summary>
    /// Registers the operations <c>loginCode.send</c> and <c>loginCode.verify</c>, the API's <see cref="ApiCodes"/> and <see cref="CallerLimits"/>, and the
    /// <see cref="OneTimeCodeService"/> of each <see cref="CodePurpose"/> as a keyed service.
    /// </summary>
    /// <remarks>
    /// Consumes <see cref="IRecordStore"/>, <see cref="ISecrets"/>, <see cref="IOutboxWriter"/>, <see cref="ISmsGateway"/>, <see cref="TimeProvider"/>, and
    /// <see cref="IStoreFallback"/> where there is one: codes then live on this host while the database is away.
    /// </remarks>
    /// <param name="services">The container.</param>
    /// <param name="configure">Changes the defaults; null leaves them.</param>
    public static IServiceCollection AddOneTimeCodes(this IServiceCollection services, Action<OneTimeCodeOptions>? configure = null)
    {
        var options = services.AddOptions<OneTimeCodeOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        return services
            .AddSingleton<IValidateOptions<OneTimeCodeOptions>, OneTimeCodeOptionsValidator>()
            .AddKeyedSingleton(CodePurpose.Login, (provider, _) => Codes(provider, CodePurpose.Login, SendLoginCode.Policy))
            .AddKeyedSingleton(CodePurpose.Lead, (provider, _) => Codes(provider, CodePurpose.Lead, Options(provider).ChatPolicy))
            .AddKeyedSingleton(CodePurpose.Api, (provider, _) => Codes(provider, CodePurpose.Api, Options(provider).WhatsAppPolicy))
            .AddSingleton(provider => new CallerLimits(provider.GetRequiredService<IRecordStore>(), provider.GetRequiredService<ISecrets>(), Clock(provider)))
            .AddSingleton<ICodeMessenger>(
                provider => new CodeMessages(Options(provider).Template, provider.GetRequiredService<IOutboxWriter>(), Clock(provider)))
            .AddSingleton(Fallback)
            .AddSingleton<IFallbackSync>(provider => provider.GetRequiredService<FallbackCodes>())
            .AddSingleton(provider => new ApiCodes(
                provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Api),
                provider.GetRequiredService<ICodeMessenger>(),
                provider.GetService<IStoreFallback>() is null ? null : provider.GetRequiredService<FallbackCodes>()))
            .AddOperation(provider => new SendLoginCode(
                provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Login),
                provider.GetRequiredService<ISmsGateway>(), Options(provider).LoginText))
            .AddOperation(provider => new VerifyLoginCode(provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Login)));
    }

    private static FallbackCodes Fallback(IServiceProvider provider)
    {
        var fallback = provider.GetRequiredService<IStoreFallback>();
        var records = new FallbackCodeRecords(fallback.Records, fallback.RecordLists);
        var codes = new OneTimeCodeService(CodePurpose.Api, Options(provider).WhatsAppPolicy, records, provider.GetRequiredService<ISecrets>(),
            Clock(provider));
        return new(fallback, records, codes, new CodeMessages(Options(provider).Template, fallback.Outbox, Clock(provider)),
            provider.GetRequiredService<IRecordStore>(), Clock(provider));
    }

    private static OneTimeCodeService Codes(IServiceProvider provider, string purpose, CodePolicy policy) =>
        new(purpose, policy, provider.GetRequiredService<IRecordStore>(), provider.GetRequiredService<ISecrets>(), Clock(provider));

    private static OneTimeCodeOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<OneTimeCodeOptions>>().Value;

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
