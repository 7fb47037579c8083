using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Keys;

/// <summary>API keys that are kept in the database, beside those of the settings.</summary>
internal static class ApiKeyServices
{
    public static IServiceCollection AddApiKeyRegister(this IServiceCollection services) => services.AddSingleton(all => new ApiKeyRegister(
        all.GetRequiredService<IRecordStore>(), all.GetRequiredService<IRecordLists>(), all.GetRequiredService<TimeProvider>(),
        [.. all.GetRequiredService<IOptions<AccessOptions>>().Value.Keys.Select(key => key.Name)]));

    /// <summary>With what a host needs to let callers in by them.</summary>
    public static IServiceCollection AddApiKeyBook(this IServiceCollection services) => services
        .AddApiKeyRegister()
        .AddSingleton<ApiKeyBook>()
        .AddHostedService(all => all.GetRequiredService<ApiKeyBook>());
}
