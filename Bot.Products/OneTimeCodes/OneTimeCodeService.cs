using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>
/// Issues and verifies one-time codes of one purpose, on any store: the rules are <see cref="OneTimeCode"/>'s, the record's version decides races.
/// </summary>
/// <param name="purpose">Keeps codes of different things apart: <c>login</c>, <c>lead</c>, <c>api</c>.</param>
public sealed class OneTimeCodeService(string purpose, CodePolicy policy, IRecordStore records, ISecrets secrets, TimeProvider clock)
{
    internal const string Kind = "otp";
    private const string HistoryKind = "otpHistory";

    /// <summary>So many others may change the same number's record between our read and our write.</summary>
    internal const int ConflictLimit = 50;

    private readonly CodeClock _codeClock = new(policy.Expiry, clock);

    /// <summary>Issues a code and sends it: pending first, active when it went out, void when it did not.</summary>
    /// <param name="mobile">Canonical: <c>+91</c> and 10 digits.</param>
    /// <param name="callId">Who asks. The same call again (after a crash) sends the same code again: whichever message arrives last is right.</param>
    /// <param name="resend">See <see cref="OneTimeCode.Issue"/>.</param>
    /// <param name="send">Sends the clear code; true when it left or may have left.</param>
    public async Task<IssueResult> IssueAsync(string mobile, string callId, bool resend, Func<string, Task<bool>> send, CancellationToken cancel)
    {
        var code = secrets.CodeFor($"otp.{purpose}\n{mobile}\n{callId}", policy.Digits);
        var (result, pending) = await ChangeAsync(mobile, null, one => one.Issue(HashOf(mobile, code), callId, clock.GetUtcNow(), policy, resend), cancel)
            .ConfigureAwait(false);
        if (result is not IssueResult.Issued issued) return result;

        _codeClock.Start(KeyOf(mobile), issued.Serial);

        // Not cancelled from here on: no code is left in doubt.
        var sent = false;
        try
        {
            sent = await send(code).ConfigureAwait(false);
        }
        finally
        {
            // Also when sending threw: the caller is told of a failure, so the code must not stand in the way of the next one.
            await ChangeAsync(mobile, pending, one => (sent ? one.Activated(issued.Serial, clock.GetUtcNow()) : one.Voided(issued.Serial), true),
                CancellationToken.None).ConfigureAwait(false);
        }
        return sent ? result : new IssueResult.NotSent();
    }

    public async Task<VerifyResult> VerifyAsync(string mobile, string code, CancellationToken cancel) =>
        (await ChangeAsync(mobile, null, one => one.Verify(HashOfTried(mobile, code), clock.GetUtcNow(), policy), cancel).ConfigureAwait(false)).Result;

    /// <summary>
    /// Verifies a code for a conversation: its changes are committed with the turn that gets the outcome, so that a crash in between neither uses up a right
    /// code nor counts a wrong one twice.
    /// </summary>
    public async Task<(VerifyResult Result, ImmutableArray<RecordChange> Changes)> VerifyInTurnAsync(string mobile, string code, CancellationToken cancel)
    {
        var key = KeyOf(mobile);
        var before = await FindAsync(key, cancel).ConfigureAwait(false);
        var (next, result) = Known(key, before.State).Verify(HashOfTried(mobile, code), clock.GetUtcNow(), policy);
        return (result, next == before.State ? [] : ChangesOf(key, before.Version, next));
    }

    /// <summary>What is known of a number's codes; empty when none was ever issued.</summary>
    public async Task<OneTimeCode> StateOfAsync(string mobile, CancellationToken cancel) =>
        (await FindAsync(KeyOf(mobile), cancel).ConfigureAwait(false)).State;

    /// <summary>The key of a number's record: a keyed hash, the same in every store.</summary>
    public string KeyOf(string mobile) => secrets.Hash($"otp.{purpose}.number", mobile);

    /// <param name="known">What the record was a moment ago: tried first, without reading it.</param>
    private async Task<(T Result, VersionedCode Now)> ChangeAsync<T>(string mobile, VersionedCode? known, Func<OneTimeCode, (OneTimeCode Next, T Result)> rule,
        CancellationToken cancel)
    {
        var key = KeyOf(mobile);
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var before = tries == 0 && known is not null ? known : await FindAsync(key, cancel).ConfigureAwait(false);
            var (next, result) = rule(Known(key, before.State));
            if (next == before.State) return (result, before);

            if (await records.ChangeAsync(ChangesOf(key, before.Version, next), cancel).ConfigureAwait(false))
                return (result, new(next with { Retired = [] }, before.Version + 1));
        }
        throw new InvalidOperationException($"A record of kind {Kind} changed {ConflictLimit} times under us.");
    }

    /// <summary>With what this process knows besides: how long a code has really been out.</summary>
    private OneTimeCode Known(string key, OneTimeCode one) =>
        one.Current is { State: CodeState.Active or CodeState.Pending } current && _codeClock.HasElapsed(key, current.Serial) ? one.ExpiredNow() : one;

    private async Task<VersionedCode> FindAsync(string key, CancellationToken cancel) =>
        await records.FindAsync(Kind, key, cancel).ConfigureAwait(false) is { } stored
            ? new(Read(stored), stored.Version)
            : new(new(), 0);

    internal static ImmutableArray<RecordChange> ChangesOf(string key, long version, OneTimeCode next) =>
    [
        new(Kind, key, version, JsonSerializer.Serialize(next, OneTimeCodeJson.Default.OneTimeCode)),
        .. next.Retired.Select(retired => new RecordChange(HistoryKind, $"{key}/{retired.Serial}", 0, JsonSerializer.Serialize(retired, OneTimeCodeJson.Default.IssuedCode))),
    ];

    internal static OneTimeCode Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, OneTimeCodeJson.Default.OneTimeCode)!;

    /// <summary>Null for a text that is no code of this purpose.</summary>
    private string? HashOfTried(string mobile, string code) =>
        code.Length == policy.Digits && code.All(char.IsAsciiDigit) ? HashOf(mobile, code) : null;

    private string HashOf(string mobile, string code) => secrets.Hash($"otp.{purpose}.code", $"{mobile}\n{code}");

    /// <summary>A record with its version; 0 when there is none.</summary>
    private sealed record VersionedCode(OneTimeCode State, long Version);
}

[JsonSerializable(typeof(OneTimeCode))]
internal sealed partial class OneTimeCodeJson : JsonSerializerContext;
