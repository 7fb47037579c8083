using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;
using Bot.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Persons;

/// <summary>Persons: who is restricted, and what is done with everything of one.</summary>
internal static class PersonServices
{
    /// <summary>What the engine asks: whether a person is restricted.</summary>
    public static IServiceCollection AddRestrictions(this IServiceCollection services)
    {
        services.TryAddSingleton<PersonRestrictions>();
        services.TryAddSingleton<IRestrictions>(all => all.GetRequiredService<PersonRestrictions>());
        return services;
    }

    /// <summary>What commands and endpoints use.</summary>
    public static IServiceCollection AddPersons(this IServiceCollection services) => services
        .AddSingleton<PersonFinder>()
        .AddSingleton(all => new PersonSpools(
            FolderOptions.Of(all.GetRequiredService<IConfiguration>()), all.OptionsOf<DatabaseOptions>().Address, all.GetRequiredService<Sealer>(),
            all.GetRequiredService<TimeProvider>()))
        .AddSingleton(all => new PersonErasure(all.GetRequiredService<IStore>(), FolderOptions.Of(all.GetRequiredService<IConfiguration>()).Media))
        .AddSingleton(all => ActivatorUtilities.CreateInstance<PersonService>(all, all.OptionsOf<RetentionOptions>().EraseAfter));

    /// <summary>With what a host does by itself.</summary>
    public static IServiceCollection AddPersonWorkers(this IServiceCollection services) => services
        .AddHostedService(all => all.GetRequiredService<PersonRestrictions>())
        .AddHostedService<ErasureWorker>();
}
