using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bot.Products.OneTimeCodes;

/// <summary>Registers one-time codes.</summary>
public static class OneTimeCodeServices
{
    /// <summary>The input type of a login code, of as many digits as <see cref="OneTimeCodeOptions.LoginDigits"/>.</summary>
    public const string LoginCodeInput = "loginCode";

    /// <summary>
    /// Registers the operations <c>loginCode.send</c> and <c>loginCode.verify</c> with the input type <c>loginCode</c> and the <see cref="LoginSmsChannel"/>,
    /// the API's <see cref="ApiCodes"/> and <see cref="CallerLimits"/>, the <see cref="CodeBudgets"/>, and the <see cref="OneTimeCodeService"/> of each
    /// <see cref="CodePurpose"/> as a keyed service.
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
            .AddSingleton(Budgets)
            .AddInputType(provider => new Otp(Options(provider).LoginDigits, LoginCodeInput))
            .AddSingleton<IChannel>(provider => new LoginSmsChannel(provider.GetRequiredService<ISmsGateway>(), Options(provider).LoginText, Clock(provider)))
            .AddKeyedSingleton(CodePurpose.Login, (provider, _) =>
                Codes(provider, CodePurpose.Login, Options(provider).LoginPolicy, budgets => budgets.Sms))
            .AddKeyedSingleton(CodePurpose.Lead, (provider, _) =>
                Codes(provider, CodePurpose.Lead, Options(provider).ChatPolicy, budgets => budgets.WhatsApp))
            .AddKeyedSingleton(CodePurpose.Api, (provider, _) =>
                Codes(provider, CodePurpose.Api, Options(provider).WhatsAppPolicy, budgets => budgets.WhatsApp))
            .AddSingleton(provider => new CallerLimits(provider.GetRequiredService<IRecordStore>(), provider.GetRequiredService<ISecrets>(), Clock(provider)))
            .AddSingleton<ICodeMessenger>(
                provider => new CodeMessages(Options(provider).Template, provider.GetRequiredService<IOutboxWriter>(), Clock(provider)))
            .AddSingleton(provider => new WithdrawnCodes(
                [.. new[] { CodePurpose.Api, CodePurpose.Lead }.Select(purpose => provider.GetRequiredKeyedService<OneTimeCodeService>(purpose))]))
            .AddSingleton<IDeliveryListener>(provider => provider.GetRequiredService<WithdrawnCodes>())
            .AddSingleton(Fallback)
            .AddSingleton<IFallbackSync>(provider => provider.GetRequiredService<FallbackCodes>())
            .AddSingleton(provider => new ApiCodes(
                provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Api),
                provider.GetRequiredService<ICodeMessenger>(),
                provider.GetService<IStoreFallback>() is null ? null : provider.GetRequiredService<FallbackCodes>()))
            .AddOperation(provider => new SendLoginCode(
                provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Login),
                provider.GetRequiredService<IOutboxWriter>(), Clock(provider)))
            .AddOperation(provider => new VerifyLoginCode(provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Login)));
    }

    private static FallbackCodes Fallback(IServiceProvider provider)
    {
        var fallback = provider.GetRequiredService<IStoreFallback>();
        var records = new FallbackCodeRecords(fallback.Records, fallback.RecordLists);
        var codes = new OneTimeCodeService(CodePurpose.Api, Options(provider).WhatsAppPolicy, records, provider.GetRequiredService<ISecrets>(),
            Clock(provider), provider.GetRequiredService<CodeBudgets>().WhatsApp);
        return new(fallback, records, codes, new CodeMessages(Options(provider).Template, fallback.Outbox, Clock(provider)),
            provider.GetRequiredService<IRecordStore>(), Clock(provider));
    }

    private static OneTimeCodeService Codes(IServiceProvider provider, string purpose, CodePolicy policy, Func<CodeBudgets, CodeBudget> budget) =>
        new(purpose, policy, provider.GetRequiredService<IRecordStore>(), provider.GetRequiredService<ISecrets>(), Clock(provider),
            budget(provider.GetRequiredService<CodeBudgets>()));

    private static CodeBudgets Budgets(IServiceProvider provider)
    {
        return new(Of("sms", Options(provider).SmsDayLimit, () => false),
            Of("whatsapp", Options(provider).WhatsAppDayLimit, () => provider.GetService<IStoreFallback>() is { IsAway: true }));

        CodeBudget Of(string channel, int limit, Func<bool> isAway) => new(channel, limit, provider.GetRequiredService<IRecordStore>(), Clock(provider),
            provider.GetService<ILoggerFactory>()?.CreateLogger<CodeBudget>() ?? NullLogger<CodeBudget>.Instance, isAway);
    }

    private static OneTimeCodeOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<OneTimeCodeOptions>>().Value;

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
