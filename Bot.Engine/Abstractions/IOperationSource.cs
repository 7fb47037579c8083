using Bot.Engine.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Engine.Abstractions;

/// <summary>Operations that are read from files rather than written as types: how many there are is known when they are read.</summary>
/// <remarks>An implementer owes: contracts without anything that calls need, such as clients, and none by the name of a type's; what is wrong with the
/// files as an <c>IFlowReview</c>.</remarks>
public interface IOperationSource
{
    /// <summary>What flows are checked against.</summary>
    IReadOnlyList<OperationContract> Contracts { get; }

    /// <summary>One for each contract, made when they are first asked for.</summary>
    IReadOnlyList<Operation> Operations { get; }
}

/// <summary>Everything that flows may call, from types and from files.</summary>
public static class OperationSources
{
    /// <summary>The contracts of all.</summary>
    public static IReadOnlyList<OperationContract> AllContracts(this IServiceProvider services) =>
        [.. services.GetServices<OperationContract>().Concat(services.GetServices<IOperationSource>().SelectMany(source => source.Contracts))];

    /// <summary>The operations of all.</summary>
    public static IEnumerable<Operation> AllOperations(this IServiceProvider services) =>
        services.GetServices<Operation>().Concat(services.GetServices<IOperationSource>().SelectMany(source => source.Operations));
}
