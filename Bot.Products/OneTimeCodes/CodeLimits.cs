using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bot.Products.OneTimeCodes;

/// <summary>
/// What counts over many codes: of one asker over all numbers (kind <c>otpAsker</c>), or of one number over all askers (kind <c>otpNumber</c>). Pure rules.
/// </summary>
public sealed record CodeLimits
{
    /// <summary>Failures in a row at one number that disable it (NIST SP 800-63B-4, 3.2.2: at most 100).</summary>
    public const int MostFailures = 100;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Sends within the last hour, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Sends { get; init; } = [];

    /// <summary>Wrong tries within the last hour, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> WrongTries { get; init; } = [];

    /// <summary>Wrong tries since the last right one.</summary>
    public int Failures { get; init; }

    /// <summary>No code is sent or right any more until an operator lifts it.</summary>
    [JsonIgnore]
    public bool IsDisabled => Failures >= MostFailures;

    /// <returns>How long to wait for the next send; null when one is allowed.</returns>
    public TimeSpan? WaitToSend(int mostSends, int mostTries, DateTimeOffset now) =>
        Sends.Within(Hour, now).WaitForNext(mostSends, Hour, now) ?? WaitToTry(mostTries, now);

    /// <returns>How long to wait for the next try; null when one is allowed.</returns>
    public TimeSpan? WaitToTry(int mostTries, DateTimeOffset now) => WrongTries.Within(Hour, now).WaitForNext(mostTries, Hour, now);

    public CodeLimits Sent(DateTimeOffset now) => this with { Sends = Sends.Within(Hour, now).Add(now) };

    /// <summary>A send that did not leave does not count.</summary>
    public CodeLimits Unsent(DateTimeOffset at) => this with { Sends = Sends.Remove(at) };

    public CodeLimits Failed(DateTimeOffset now) => this with { WrongTries = WrongTries.Within(Hour, now).Add(now), Failures = Failures + 1 };

    public CodeLimits Succeeded() => this with { Failures = 0 };
}
