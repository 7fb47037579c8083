using Bot.Sandbox.Phones;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Sandbox;

/// <summary>The sandbox as services: its world, and a phone for each channel.</summary>
public static class SandboxServices
{
    public static IServiceCollection AddSandbox(this IServiceCollection services) =>
        services.AddSingleton(all => new SandboxWorld(all.GetRequiredService<TimeProvider>())).AddSandboxPhones();

    /// <summary>The phones alone, for a bot whose sandbox is served elsewhere: each signs as its channel's options ask for.</summary>
    public static IServiceCollection AddSandboxPhones(this IServiceCollection services)
    {
        foreach (var area in SandboxAreas.All)
            if (area.Phone is { } phone)
                services.AddSingleton<SimulatedPhone>(phone);
        return services;
    }
}
