using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Abstractions;

/// <summary>Something a flow may <c>call:</c>. Runs after the commit of the turn that asked for it; its outcome comes back as an input.</summary>
/// <remarks>
/// An implementer owes: one of its declared outcomes, <c>unavailable</c> among them when it leaves the process; no retry of its own; a time limit on
/// everything. A bug may throw; the pump records it.
/// </remarks>
public abstract class Operation
{
    /// <summary>Its name, parameters and outcomes; always the same.</summary>
    public abstract OperationContract Contract { get; }

    /// <summary>What shares one limit of calls under way with others of the same. Default: the first part of the contract's name.</summary>
    public virtual string Partner => Contract.Name.Split('.')[0];

    /// <summary>Does it, once.</summary>
    /// <param name="cancel">Cancelled when the call takes longer than the outbox allows, or the process stops.</param>
    /// <returns>One of the contract's outcomes with its fields.</returns>
    /// <exception cref="AnswerLostException">A consequential call left and its answer was lost.</exception>
    /// <exception cref="CallAgainException">It did nothing now and may be tried again later.</exception>
    public abstract Task<CallResult> RunAsync(Call call, CancellationToken cancel);
}

/// <summary>
/// An operation that has consequences (issues a tag, creates a lead, sends a code). Begun once; after a crash or a lost answer it is recovered, never repeated
/// blindly.
/// </summary>
public abstract class ConsequentialOperation : Operation
{
    /// <summary>Finds out what became of a call that was begun and whose answer is not known.</summary>
    /// <returns>A declared outcome when the partner's state tells; <see cref="Recovery.NotDone"/> when it certainly did not happen (it is then run again);
    /// <see cref="Recovery.Undecided"/> when nothing tells (a person decides).</returns>
    public abstract Task<Recovery> RecoverAsync(Call call, CancellationToken cancel);

    /// <summary>
    /// The dead letter that the operation itself has written about a call which it calls undecided; null where it writes none. Default: null.
    /// </summary>
    public virtual Task<string?> LetterOfAsync(Call call, CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>Takes what a person found out about a call that nothing told of. Default: the outcome as it was named, and nothing besides.</summary>
    /// <param name="outcome">One of the contract's outcomes.</param>
    /// <param name="result">A record of its fields.</param>
    /// <returns>What the flow hears.</returns>
    public virtual Task<CallResult> SettleAsync(Call call, string outcome, Value result, CancellationToken cancel) =>
        Task.FromResult(new CallResult(outcome, result));
}

/// <summary>One call. <paramref name="Id"/> is stable over retries and crashes: partners that take a request id get this one.</summary>
public sealed record Call(string Id, string Operation, Slots Arguments, CallOrigin Origin)
{
    /// <summary>The version of the flows that asks for it; 0 where its session notes none.</summary>
    public int FlowsVersion { get; init; }

    /// <summary>An argument as text; empty when it was not given.</summary>
    public string Text(string name) => Arguments.Find(name)?.Text ?? "";
}

/// <summary>Who asked for a call.</summary>
/// <param name="Conversation">Key of the conversation.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Address">The person's address on it.</param>
/// <param name="At">When the turn asked, UTC.</param>
public sealed record CallOrigin(string Conversation, string Channel, string Address, DateTimeOffset At, string Language);

/// <summary>What a call came back with.</summary>
/// <param name="Outcome">One of the contract's outcomes.</param>
/// <param name="Result">A record of the outcome's fields.</param>
/// <param name="Changes">Changes of our own records, committed with the turn that hears the outcome.</param>
public sealed record CallResult(string Outcome, Value Result, ImmutableArray<RecordChange> Changes = default)
{
    /// <summary>An outcome with its fields, and no record changes.</summary>
    public static CallResult Of(string outcome, params ReadOnlySpan<(string Name, Value Value)> fields) => new(outcome, Value.Record(fields));

    /// <summary>What would mend it; null when nothing has to be.</summary>
    public CallFault? Fault { get; init; }

    /// <summary>
    /// <c>unavailable</c>, and trying again does not help before an operator mends it: a refused key, a wrong address. The person is told so, and the operator.
    /// </summary>
    /// <param name="why">A sentence for the operator, without anything personal in it.</param>
    public static CallResult Lasting(string why) => Of("unavailable") with { Fault = new(Lasting: why) };

    /// <summary><c>unavailable</c>, because an argument cannot be used: the question that it is the answer to is asked again.</summary>
    /// <param name="argument">Its name among the contract's parameters.</param>
    /// <param name="message">Key of the sentence that says why.</param>
    public static CallResult Unusable(string argument, string message) => Of("unavailable") with { Fault = new(Argument: argument, Message: message) };
}

/// <summary>What became of a begun call.</summary>
public abstract record Recovery
{
    /// <summary>It happened, and so it came out.</summary>
    /// <param name="Result">As the call itself would have come back.</param>
    public sealed record Done(CallResult Result) : Recovery;

    /// <summary>It certainly did not happen.</summary>
    public sealed record NotDone : Recovery;

    /// <summary>Asking does not tell; <paramref name="Why"/> goes to the operator.</summary>
    public sealed record Undecided(string Why) : Recovery;

    /// <summary>The partner could not be asked now; try the recovery again later.</summary>
    public sealed record AskLater(string Why) : Recovery;
}
