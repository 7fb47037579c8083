using Bot.Engine.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Storage.Sealing;

/// <summary>Registers keyed hashes, codes and encryption at rest.</summary>
public static class SealingServices
{
    /// <summary>Registers <see cref="ISecrets"/> and the <see cref="Sealer"/> that stores and the media library use.</summary>
    /// <param name="services">The container.</param>
    /// <param name="secretKey">The value of <c>SECRET_KEY</c>, asked for at the first use: 32 random bytes in any spelling, or several such keys: see
    /// <see cref="KeyRing"/>. A development machine takes <see cref="SecretKeyFile.LoadOrCreate"/>. A blank one throws <see cref="ArgumentException"/>.</param>
    public static IServiceCollection AddSealing(this IServiceCollection services, Func<string> secretKey) => services.AddSealing(_ => secretKey());

    /// <summary>The same with a key that other services tell, such as the options.</summary>
    /// <param name="services">The container.</param>
    /// <param name="secretKey">As above.</param>
    public static IServiceCollection AddSealing(this IServiceCollection services, Func<IServiceProvider, string> secretKey) => services
        .AddSingleton(provider => new Secrets(secretKey(provider)))
        .AddSingleton<ISecrets>(provider => provider.GetRequiredService<Secrets>())
        .AddSingleton(provider => provider.GetRequiredService<Secrets>().Sealer);
}
