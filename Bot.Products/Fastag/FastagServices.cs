using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Products.Fastag.Inputs;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Products.Fastag;

/// <summary>Registers FASTags.</summary>
public static class FastagServices
{
    /// <summary>
    /// Registers the records of agents, vehicles and tags, the input types of FASTags, the operation <c>tags.reserve</c>, and the decorator that writes down
    /// what the issuing partner's operations tell.
    /// </summary>
    /// <remarks>
    /// Consumes <see cref="IRecordStore"/>, <see cref="IConversationStore"/>, <see cref="ISecrets"/> and <see cref="TimeProvider"/>. The partner's operations
    /// are registered by its gateway, before or after.
    /// </remarks>
    /// <param name="services">The container.</param>
    public static IServiceCollection AddFastag(this IServiceCollection services)
    {
        foreach (var type in FastagInputTypes.All) services.AddInputType(type);
        return services
            .AddSingleton(provider => new AgentRepository(provider.GetRequiredService<IRecordStore>(), provider.GetRequiredService<ISecrets>()))
            .AddSingleton(provider => new VehicleRepository(provider.GetRequiredService<IRecordStore>(), provider.GetRequiredService<ISecrets>()))
            .AddSingleton(provider => new TagRepository(provider.GetRequiredService<IRecordStore>()))
            .AddSingleton(provider => new TagReservations(provider.GetRequiredService<TagRepository>(), provider.GetRequiredService<IConversationStore>()))
            .AddSingleton<IOperationDecorator>(provider => new FastagRecords(
                provider.GetRequiredService<AgentRepository>(), provider.GetRequiredService<VehicleRepository>(),
                provider.GetRequiredService<TagReservations>(), provider.GetRequiredService<TimeProvider>()))
            .AddOperation(provider => new ReserveTag(
                provider.GetRequiredService<TagReservations>(), provider.GetRequiredService<AgentRepository>(), provider.GetRequiredService<TimeProvider>()));
    }
}
