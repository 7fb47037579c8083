using Bot.Engine.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Engine.Abstractions;

/// <summary>Operations in a container: each with its <see cref="OperationContract"/>, which is all that flows are checked against.</summary>
public static class OperationServices
{
    /// <summary>
    /// Adds something that flows may <c>call:</c>, by the name in its contract; a name that is taken already is told when the flows are loaded.
    /// </summary>
    /// <typeparam name="T">Made once by the container.</typeparam>
    public static IServiceCollection AddOperation<T>(this IServiceCollection services) where T : Operation, IDeclaredOperation =>
        services.AddSingleton(T.Declaration).AddSingleton<Operation, T>();

    /// <summary>Adds something that flows may <c>call:</c>, made by <paramref name="create"/> when the outbox is first asked for.</summary>
    public static IServiceCollection AddOperation<T>(this IServiceCollection services, Func<IServiceProvider, T> create)
        where T : Operation, IDeclaredOperation =>
        services.AddSingleton(T.Declaration).AddSingleton<Operation>(create);

    /// <summary>Adds something that flows may <c>call:</c> and that is made already.</summary>
    public static IServiceCollection AddOperation(this IServiceCollection services, Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return services.AddSingleton(operation.Contract).AddSingleton(operation);
    }
}
