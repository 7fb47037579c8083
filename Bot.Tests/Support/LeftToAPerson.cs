using Bot.Engine.Abstractions;
using Bot.Engine.Flows;

namespace Bot.Tests.Support;

/// <summary>A call with consequences of which nothing tells what became of it.</summary>
internal sealed class LeftToAPerson : ConsequentialOperation
{
    /// <summary>A flow that makes it: <c>slow</c> begins it, <c>paid</c> says something of its own.</summary>
    public const string Flow = """
        flow: menu
        start: which
        slots:
          which: choice
          receipt: text
        states:
          which:
            choose: name
            options: [slow, quick]
            next:
              - { when: { which: slow }, to: slow }
              - { to: done }
          slow:
            call: bank.pay
            with: { what: which }
            on:
              paid: { set: { receipt: result.receipt }, next: paid }
              unavailable: done
              undecided: done
          paid:
            say: still
            next: done
          done:
            end:
        """;

    public override OperationContract Contract { get; } =
        new("bank.pay", ["what"], [new("paid", "receipt"), new("unavailable"), new("undecided")], Consequential: true);

    public override Task<CallResult> RunAsync(Call call, CancellationToken cancel) => throw new AnswerLostException("The line was cut.");

    public override Task<Recovery> RecoverAsync(Call call, CancellationToken cancel) =>
        Task.FromResult<Recovery>(new Recovery.Undecided("The partner keeps no list."));
}
