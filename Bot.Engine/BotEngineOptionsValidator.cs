using Microsoft.Extensions.Options;

namespace Bot.Engine;

/// <summary>Refuses bounds with which nothing would leave, everything would be done twice, or a turn would fail after its commit.</summary>
internal sealed class BotEngineOptionsValidator : IValidateOptions<BotEngineOptions>
{
    public ValidateOptionsResult Validate(string? name, BotEngineOptions options) =>
        Faults(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private static IEnumerable<string> Faults(BotEngineOptions options)
    {
        if (options.CachedSessions < 0) yield return "CachedSessions must be 0 or more.";
        if (options.TranscriptKept < TimeSpan.Zero) yield return "TranscriptKept must not be negative: everything would be removed at once.";
        if (options.InputsKept < TimeSpan.Zero) yield return "InputsKept must not be negative: everything would be removed at once.";
        if (options.Outbox is not { } outbox)
        {
            yield return "Outbox must be given; new OutboxSettings() has the defaults.";
            yield break;
        }

        if (outbox.Owner.Length == 0) yield return "Outbox.Owner must be a name that no other process has.";
        if (outbox.Parallel < 1) yield return "Outbox.Parallel must be 1 or more: nothing would leave.";
        if (outbox.Lease <= outbox.CallLimit) yield return "Outbox.Lease must be longer than Outbox.CallLimit: a call under way would be taken for lost.";
        if (outbox.AnswerWithin < TimeSpan.Zero) yield return "Outbox.AnswerWithin must not be negative; zero never holds a message back.";
        if (outbox.Poll <= TimeSpan.Zero) yield return "Outbox.Poll must be longer than nothing.";
    }
}
