using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>The limits of one asker and of one number, as they were read, with what an issued or tried code changes in them.</summary>
internal sealed record CodeGuard(CodeGuard.Side Asker, CodeGuard.Side Number, CodePolicy Policy)
{
    public const string AskerKind = "otpAsker";
    public const string NumberKind = "otpNumber";

    /// <returns>How long to wait for the next send; null when one is allowed.</returns>
    public TimeSpan? WaitToSend(DateTimeOffset now) =>
        Number.Limits.IsDisabled ? TimeSpan.FromHours(1)
        : Asker.Limits.WaitToSend(Policy.AskerSendsPerHour, Policy.TriesPerHour, now) ?? Number.Limits.WaitToSend(Policy.SendsPerHour, int.MaxValue, now);

    /// <returns>How long to wait for the next try; null when one is allowed.</returns>
    public TimeSpan? WaitToTry(DateTimeOffset now) =>
        Number.Limits.IsDisabled ? TimeSpan.FromHours(1) : Asker.Limits.WaitToTry(Policy.TriesPerHour, now);

    public IEnumerable<RecordChange> Sent(DateTimeOffset now) => [Asker.To(Asker.Limits.Sent(now)), Number.To(Number.Limits.Sent(now))];

    public IEnumerable<RecordChange> Unsent(DateTimeOffset at) => [Asker.To(Asker.Limits.Unsent(at)), Number.To(Number.Limits.Unsent(at))];

    public IEnumerable<RecordChange> Failed(DateTimeOffset now) => [Asker.To(Asker.Limits.Failed(now)), Number.To(Number.Limits.Failed(now))];

    /// <summary>A right code ends the failures in a row of its number.</summary>
    public IEnumerable<RecordChange> Succeeded() => Number.Limits.Failures == 0 ? [] : [Number.To(Number.Limits.Succeeded())];

    public static async Task<CodeGuard> ReadAsync(IRecordStore records, string asker, string number, CodePolicy policy, CancellationToken cancel) => new(
        await Side.ReadAsync(records, AskerKind, asker, cancel).ConfigureAwait(false),
        await Side.ReadAsync(records, NumberKind, number, cancel).ConfigureAwait(false), policy);

    /// <summary>Limits with the record that they are kept in.</summary>
    internal sealed record Side(string Kind, string Key, long Version, CodeLimits Limits)
    {
        public static async Task<Side> ReadAsync(IRecordStore records, string kind, string key, CancellationToken cancel) =>
            await records.FindAsync(kind, key, cancel).ConfigureAwait(false) is { } stored
                ? new(kind, key, stored.Version, JsonSerializer.Deserialize(stored.Body, OneTimeCodeJson.Default.CodeLimits)!)
                : new(kind, key, 0, new());

        public RecordChange To(CodeLimits next) => new(Kind, Key, Version, JsonSerializer.Serialize(next, OneTimeCodeJson.Default.CodeLimits));
    }
}
