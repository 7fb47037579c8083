using Stateless;
using Stateless.Reflection;

namespace Bot.Engine.Lives;

/// <summary>
/// The life of a kind of record: one configuration of Stateless that says which move leads where. What is not in it is refused with a sentence.
/// </summary>
/// <typeparam name="TState">Where a record can stand.</typeparam>
/// <typeparam name="TMove">What can happen to it.</typeparam>
/// <remarks>
/// One machine serves all records and threads: it is configured whole before the first move, fires at once and holds no state of its own; where a record stands
/// is put into a place of the thread for the time of one move.
/// </remarks>
public sealed class Life<TState, TMove> : ILife
    where TState : struct, Enum
    where TMove : struct, Enum
{
    [ThreadStatic]
    private static TState _at;

    [ThreadStatic]
    private static TState _wanted;

    private readonly StateMachine<TState, TMove> _machine;
    private readonly Func<TMove, TState, string> _refusal;

    /// <param name="name">Name of the record, one word.</param>
    /// <param name="begins">Where a record begins.</param>
    /// <param name="refusal">Why a move cannot be made where a record stands: a sentence with what to do instead.</param>
    /// <param name="configure">Declares every move.</param>
    public Life(string name, TState begins, Func<TMove, TState, string> refusal, Action<StateMachine<TState, TMove>> configure)
    {
        (Name, _refusal, _at) = (name, refusal, begins);
        _machine = new(() => _at, state => _at = state, FiringMode.Immediate);
        configure(_machine);

        // Also states that no move leaves: the machine learns nothing new once it is shared.
        foreach (var state in Enum.GetValues<TState>()) _machine.Configure(state);
        Info = _machine.GetInfo();
    }

    public string Name { get; }

    public StateMachineInfo Info { get; }

    /// <summary>Where a move leads; null when it is refused. A move that changes nothing where the record stands leads there again.</summary>
    public TState? Find(TMove move, TState from)
    {
        _at = from;
        if (!_machine.CanFire(move)) return null;

        _machine.Fire(move);
        return _at;
    }

    /// <summary>Where a move leads.</summary>
    /// <exception cref="RefusedMoveException">The life does not declare it; the message is <see cref="Why"/>.</exception>
    public TState Make(TMove move, TState from) => Find(move, from) ?? throw new RefusedMoveException(Why(move, from));

    /// <summary>Whether a move that may lead to one of several states may lead to this one.</summary>
    public bool Allows(TMove move, TState from, TState to)
    {
        (_at, _wanted) = (from, to);
        if (!_machine.CanFire(move)) return false;

        _machine.Fire(move);
        return EqualityComparer<TState>.Default.Equals(_at, to);
    }

    /// <summary>The sentence of a refusal.</summary>
    public string Why(TMove move, TState from) => _refusal(move, from);

    /// <summary>States that a move takes a record out of, to another.</summary>
    public IEnumerable<TState> Before(TMove move) =>
        Enum.GetValues<TState>().Where(from => Find(move, from) is { } to && !EqualityComparer<TState>.Default.Equals(from, to));

    /// <summary>Declares a move that leads to one of several states, as the record that moves will say.</summary>
    internal static void PermitOneOf(StateMachine<TState, TMove>.StateConfiguration from, TMove move, params TState[] to)
    {
        var infos = new DynamicStateInfos();
        foreach (var state in to) infos.Add(state, "");
        from.PermitDynamic(move, () => Array.IndexOf(to, _wanted) >= 0 ? _wanted : from.State, null, infos);
    }
}
