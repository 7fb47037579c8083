using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Bot.Storage;
using Bot.Storage.Care;
using Bot.Storage.Media;
using Bot.Storage.Sealing;
using Microsoft.Extensions.Options;

namespace Bot.Host.Wiring;

/// <summary>The database that the settings name, and what stands beside it: sealing and media.</summary>
internal static class StoreServices
{
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration)
    {
        var folders = FolderOptions.Of(configuration);
        return services
            .AddSealing(all => all.OptionsOf<SealingOptions>().KeyIn(folders.Data))
            .AddMediaLibrary(folders.Media)
            .AddSingleton<CareRows>()
            .AddStore(DatabaseOptions.Of(configuration).Address, folders.Data);
    }

    public static TOptions OptionsOf<TOptions>(this IServiceProvider services)
        where TOptions : class => services.GetRequiredService<IOptions<TOptions>>().Value;
}
