using Bot.Gateways.Channels.Gupshup;
using Bot.Gateways.Channels.Interakt;
using Bot.Gateways.Channels.MetaCloud;
using Bot.Sandbox.Phones;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Sandbox;

/// <summary>The sandbox as services: its world, and a phone for each channel.</summary>
public static class SandboxServices
{
    public static IServiceCollection AddSandbox(this IServiceCollection services) =>
        services.AddSingleton(all => new SandboxWorld(all.GetRequiredService<TimeProvider>())).AddSandboxPhones();

    /// <summary>The phones alone, for a bot whose sandbox is served elsewhere: each signs as its channel's options ask for.</summary>
    public static IServiceCollection AddSandboxPhones(this IServiceCollection services) => services
        .AddSingleton<SimulatedPhone>(all => new MetaPhone(all.GetRequiredService<IOptions<MetaOptions>>().Value.AppSecret, MetaGateway.SandboxPhoneNumberId))
        .AddSingleton<SimulatedPhone>(all => new GupshupPhone(all.GetRequiredService<IOptions<GupshupOptions>>().Value.WebhookToken, "SandboxApp"))
        .AddSingleton<SimulatedPhone>(all => new InteraktPhone(all.GetRequiredService<IOptions<InteraktOptions>>().Value.WebhookSecret));
}
