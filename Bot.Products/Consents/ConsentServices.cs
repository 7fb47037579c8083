using Bot.Engine.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Products.Consents;

/// <summary>Registers consents.</summary>
public static class ConsentServices
{
    /// <summary>Registers the operation <c>consents.keep</c> and <see cref="ConsentRepository"/>.</summary>
    /// <remarks>
    /// Consumes <see cref="IRecordStore"/>, <see cref="ISecrets"/>, <see cref="TimeProvider"/> and, where a flow calls it, <see cref="IMessageRenderer"/>.
    /// </remarks>
    public static IServiceCollection AddConsents(this IServiceCollection services) =>
        services.AddSingleton<ConsentRepository>().AddOperation<KeepConsent>();
}
