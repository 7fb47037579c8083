using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Engine;

/// <summary>Flows, and what they may ask and call, in a container.</summary>
public static class FlowServices
{
    /// <summary>Registers the flows of a folder: <see cref="FlowLibrary"/> with all that was found, and <see cref="FlowSet"/> for the engine.</summary>
    /// <remarks>They are read and checked when one of them is first asked for, against every <see cref="OperationContract"/>, every <see cref="InputType"/> and
    /// every <see cref="IFlowReview"/> that is registered, and by an <see cref="IFlowRereader"/> where there is one. Asking for the <see cref="FlowSet"/> of
    /// flows with a fault throws a <see cref="FlowsException"/> that tells all of them.</remarks>
    /// <param name="folder">Holds <c>&lt;flow&gt;/flow.yaml</c>.</param>
    /// <param name="entry">The flow that answers a stranger.</param>
    public static IServiceCollection AddFlows(this IServiceCollection services, string folder, string entry = "menu")
    {
        services.AddSingleton<IFlowReview, PromiseReview>();
        services.AddSingleton(provider => new InputTypes(provider.GetServices<InputType>()));
        services.AddSingleton(provider => FlowLibrary.Load(
            folder, entry, provider.AllContracts(),
            provider.GetRequiredService<InputTypes>(), provider.GetServices<IFlowReview>(), provider.GetServices<OperationAbsence>(),
            provider.GetService<IFlowRereader>()));
        services.AddSingleton(provider => provider.GetRequiredService<FlowLibrary>().Checked());
        return services;
    }

    /// <summary>Adds a kind of answer that flows may ask for.</summary>
    /// <param name="type">Its name must be free; <see cref="InputTypes"/> tells otherwise when it is first asked for.</param>
    public static IServiceCollection AddInputType(this IServiceCollection services, InputType type) => services.AddSingleton(type);

    /// <summary>As <see cref="AddInputType(IServiceCollection, InputType)"/>, for one that options shape.</summary>
    /// <param name="type">Makes it.</param>
    public static IServiceCollection AddInputType(this IServiceCollection services, Func<IServiceProvider, InputType> type) => services.AddSingleton(type);
}
