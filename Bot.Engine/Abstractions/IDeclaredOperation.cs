using Bot.Engine.Flows;

namespace Bot.Engine.Abstractions;

/// <summary>An operation whose contract its type tells: flows are checked against it before anything that the operation works with is made.</summary>
/// <remarks>An implementer owes: <see cref="Operation.Contract"/> is the same.</remarks>
public interface IDeclaredOperation
{
    /// <summary>Name, parameters and outcomes.</summary>
    static abstract OperationContract Declaration { get; }
}
