namespace Bot.Engine.Abstractions;

/// <summary>Extends operations of other areas, such as writing down what a partner's operation tells. Registered in the container; applies to every registered <see cref="Operation"/>.</summary>
public interface IOperationDecorator
{
    /// <summary>Wraps an operation.</summary>
    /// <returns>An operation with the same contract; <paramref name="operation"/> itself when this decorator has nothing to add.</returns>
    Operation Decorate(Operation operation);
}

/// <summary>Applies decorators to operations.</summary>
public static class OperationDecorators
{
    /// <summary>The operations by their contract's name, each inside every decorator that takes it, in the order of registration.</summary>
    /// <exception cref="ArgumentException">Two operations have the same name.</exception>
    public static IReadOnlyDictionary<string, Operation> Decorated(this IEnumerable<Operation> operations, IEnumerable<IOperationDecorator> decorators)
    {
        IReadOnlyList<IOperationDecorator> all = [.. decorators];
        return operations
            .Select(operation => all.Aggregate(operation, (inner, decorator) => decorator.Decorate(inner)))
            .ToDictionary(operation => operation.Contract.Name, StringComparer.Ordinal);
    }
}
