using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Gateways.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Gateways.Partners;

/// <summary>Operations of a partner that is left out of this installation: each comes back unavailable, and checks know why.</summary>
internal static class AbsentPartner
{
    /// <param name="isDefault">See <see cref="OperationAbsence.IsDefault"/>.</param>
    public static IServiceCollection AddAbsent<TOperation>(this IServiceCollection services, Gateway partner, bool isDefault = false)
        where TOperation : Operation, IDeclaredOperation => services
        .AddOperation(new AbsentOperation(TOperation.Declaration))
        .AddSingleton(new OperationAbsence(TOperation.Declaration.Name, partner.Title) { IsDefault = isDefault });
}
