using System.Security.Cryptography;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>Bounds of the outbox pump.</summary>
public sealed record OutboxSettings
{
    /// <summary>The name that claims rows: unique per process start. Default: made of chance.</summary>
    public string Owner { get; init; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>
    /// Messages and calls under way at once. A thread is not held by any of them. With fewer, a host that is asked by hundreds of people at once waits for
    /// its own commits rather than for the provider, and falls behind (docs/decisions/0040).
    /// </summary>
    public int Parallel { get; init; } = 512;

    /// <summary>A reply is to leave within this time; while the oldest is later, messages are taken only as fast as replies leave, see
    /// <see cref="IntakeGate"/>. Zero: they are never held back. Default: 5 seconds.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of these, how many one partner may have under way: a hanging one leaves a quarter to the others.</summary>
    public int PartnerShare => Math.Max(1, Parallel * 3 / 4);

    /// <summary>How long a row rests whose partner has its share under way and answers nothing.</summary>
    public TimeSpan ShareWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a claim holds; longer than anything a call may take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A call that takes longer is given up as unavailable; a consequential one is recovered.</summary>
    public TimeSpan CallLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait for a status event of a message whose answer was lost before it is sent again. Providers send them within seconds.</summary>
    public TimeSpan LostAnswerGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Refusals of one message, by one process, before it is given up.</summary>
    public int SendLimit { get; init; } = 8;

    /// <summary>Vain attempts of one process to find out what became of a consequential call before a person decides.</summary>
    public int RecoveryLimit { get; init; } = 12;

    /// <summary>Looks for work of other hosts this often when nothing is heard.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When the process is told to stop, rows that are due are still begun for this long.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(4);
}
