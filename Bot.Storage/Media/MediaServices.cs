using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Storage.Media;

/// <summary>Registers the photos that people send.</summary>
public static class MediaServices
{
    /// <summary>Registers the <see cref="MediaLibrary"/>, also as <see cref="IMediaLibrary"/>, and the <see cref="KeptFiles"/>.</summary>
    /// <remarks>Consumes every registered <see cref="IChannel"/>, the <see cref="IRecordStore"/> and what <see cref="SealingServices"/> registers.</remarks>
    /// <param name="services">The container.</param>
    /// <param name="folder">Where the sealed files stand: <c>data/media</c>. Created with the first photo.</param>
    public static IServiceCollection AddMediaLibrary(this IServiceCollection services, string folder) => services
        .AddSingleton(provider => new MediaLibrary(
            folder,
            provider.GetServices<IChannel>().ToDictionary(channel => channel.Name, StringComparer.Ordinal),
            provider.GetRequiredService<IRecordStore>(),
            provider.GetRequiredService<Sealer>()))
        .AddSingleton(provider => new KeptFiles(folder, provider.GetRequiredService<Sealer>()))
        .AddSingleton<IMediaLibrary>(provider => provider.GetRequiredService<MediaLibrary>());
}
