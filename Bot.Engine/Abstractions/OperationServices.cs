using Microsoft.Extensions.DependencyInjection;

namespace Bot.Engine.Abstractions;

/// <summary>Operations in a container.</summary>
public static class OperationServices
{
    /// <summary>Adds something that flows may <c>call:</c>, by the name in its contract; a name that is taken already is told when the engine starts.</summary>
    /// <typeparam name="T">Made once by the container.</typeparam>
    public static IServiceCollection AddOperation<T>(this IServiceCollection services) where T : Operation => services.AddSingleton<Operation, T>();
}
