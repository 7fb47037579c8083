using Stateless.Reflection;

namespace Bot.Engine.Lives;

/// <summary>The life of a kind of record, as it can be drawn.</summary>
public interface ILife
{
    /// <summary>Name of the record, one word: <c>tag</c>.</summary>
    string Name { get; }

    /// <summary>States and moves as its machine knows them.</summary>
    StateMachineInfo Info { get; }
}
