using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Engine.Abstractions;

namespace Bot.Products.OneTimeCodes;

/// <summary>
/// Issues and verifies one-time codes of one purpose, on any store: the rules are <see cref="OneTimeCode"/>'s, the record's version decides races.
/// </summary>
/// <remarks>
/// A code is right only for the asker that it was issued for, and wrong tries count against the asker who made them. Where the policy says so
/// (<see cref="CodePolicy.AskerSendsPerHour"/>), each asker has codes of their own, and their sends and wrong tries are limited over all numbers.
/// </remarks>
public sealed class OneTimeCodeService
{
    internal const string Kind = "otp";
    private const string HistoryKind = "otpHistory";

    /// <summary>Finds the codes that askers of their own have for one number.</summary>
    private const string NumberLookup = "number";

    /// <summary>So many askers have a code out for one number at most that is looked at.</summary>
    private const int AskersLimit = 100;

    /// <summary>So many others may change the same number's record between our read and our write.</summary>
    internal const int ConflictLimit = 50;

    private readonly string _purpose;
    private readonly string _asker;
    private readonly CodePolicy _policy;
    private readonly IRecordStore _records;
    private readonly ISecrets _secrets;
    private readonly TimeProvider _clock;
    private readonly CodeClock _codeClock;
    private readonly CodeBudget? _budget;

    /// <param name="budget">Of the channel that carries the codes; null for no limit.</param>
    /// <param name="purpose">Keeps codes of different things apart: <c>login</c>, <c>lead</c>, <c>api</c>.</param>
    public OneTimeCodeService(string purpose, CodePolicy policy, IRecordStore records, ISecrets secrets, TimeProvider clock,
        CodeBudget? budget = null)
        : this(purpose, "", policy, records, secrets, clock, new(policy.Expiry, clock), budget)
    {
    }

    private OneTimeCodeService(string purpose, string asker, CodePolicy policy, IRecordStore records, ISecrets secrets, TimeProvider clock,
        CodeClock codeClock, CodeBudget? budget) =>
        (_purpose, _asker, _policy, _records, _secrets, _clock, _codeClock, _budget) = (purpose, asker, policy, records, secrets, clock, codeClock, budget);

    /// <summary>How long a code may be used.</summary>
    public TimeSpan Expiry => _policy.Expiry;

    /// <summary>The same codes as one asker knows them.</summary>
    /// <param name="asker">The conversation's key, or the name of the caller's key. Empty: no asker is told apart.</param>
    public OneTimeCodeService For(string asker) => new(_purpose, asker, _policy, _records, _secrets, _clock, _codeClock, _budget);

    /// <summary>Issues a code and sends it: pending first, active when it went out, void when it did not.</summary>
    /// <param name="mobile">Canonical: <c>+91</c> and 10 digits.</param>
    /// <param name="callId">Who asks. The same call again (after a crash) sends the same code again: whichever message arrives last is right.</param>
    /// <param name="resend">See <see cref="OneTimeCode.Issue"/>.</param>
    /// <param name="send">Sends the clear code; true when it left or may have left.</param>
    /// <param name="isSent">False: <paramref name="send"/> sends nothing, so the day's budget is asked, and not used.</param>
    public async Task<IssueResult> IssueAsync(string mobile, string callId, bool resend, Func<string, Task<bool>> send, CancellationToken cancel,
        bool isSent = true)
    {
        if (_budget is null) return await IssueWithinBudgetAsync(mobile, callId, resend, send, cancel).ConfigureAwait(false);
        if (await _budget.TakeAsync(isSent, cancel).ConfigureAwait(false) is { } wait) return new IssueResult.Spent(wait);

        IssueResult? result = null;
        try
        {
            result = await IssueWithinBudgetAsync(mobile, callId, resend, send, cancel).ConfigureAwait(false);
            return result;
        }
        finally
        {
            if (isSent && result is not IssueResult.Issued) _budget.Return();
        }
    }

    private async Task<IssueResult> IssueWithinBudgetAsync(string mobile, string callId, bool resend, Func<string, Task<bool>> send,
        CancellationToken cancel)
    {
        var code = _secrets.CodeFor($"otp.{_purpose}\n{mobile}\n{callId}", _policy.Digits);
        var now = _clock.GetUtcNow();
        var (result, pending) = await ChangeAsync(mobile, null, (one, guard) => Issued(one, guard, HashOf(mobile, code, _asker), callId, now, resend), cancel)
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
            await ChangeAsync(mobile, sent ? pending : null,
                (one, guard) => sent
                    ? new Step<bool>(one.Activated(issued.Serial, _clock.GetUtcNow()), true, [])
                    : new Step<bool>(one.Voided(issued.Serial), true, guard?.Unsent(now) ?? []),
                CancellationToken.None).ConfigureAwait(false);
        }
        return sent ? result : new IssueResult.NotSent();
    }

    public async Task<VerifyResult> VerifyAsync(string mobile, string code, CancellationToken cancel) =>
        (await ChangeAsync(mobile, null, (one, guard) => Verified(one, guard, HashOfTried(one, mobile, code)), cancel).ConfigureAwait(false)).Result;

    /// <summary>
    /// Verifies a code for a conversation: its changes are committed with the turn that gets the outcome, so that a crash in between neither uses up a right
    /// code nor counts a wrong one twice.
    /// </summary>
    public async Task<(VerifyResult Result, ImmutableArray<RecordChange> Changes)> VerifyInTurnAsync(string mobile, string code, CancellationToken cancel)
    {
        var key = KeyOf(mobile);
        var before = await FindAsync(key, cancel).ConfigureAwait(false);

        // A code that was sent before codes had askers is right while it is out.
        if (IsPerAsker && before.Version == 0) return await For("").VerifyInTurnAsync(mobile, code, cancel).ConfigureAwait(false);

        var step = Verified(Known(key, before.State), await GuardAsync(mobile, cancel).ConfigureAwait(false), HashOfTried(before.State, mobile, code));
        return (step.Result, step.Next == before.State ? [] : [.. ChangesOf(key, before.Version, step.Next), .. step.Others]);
    }

    /// <summary>What is known of a number's codes; empty when none was ever issued.</summary>
    public async Task<OneTimeCode> StateOfAsync(string mobile, CancellationToken cancel) =>
        (await FindAsync(KeyOf(mobile), cancel).ConfigureAwait(false)).State;

    /// <summary>Lets codes be sent to a number again after <see cref="CodeLimits.MostFailures"/> failures in a row.</summary>
    /// <returns>False when the number is not disabled.</returns>
    public async Task<bool> EnableAsync(string mobile, CancellationToken cancel)
    {
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var number = await CodeGuard.Side.ReadAsync(_records, CodeGuard.NumberKind, NumberKey(mobile), cancel).ConfigureAwait(false);
            if (!number.Limits.IsDisabled) return false;
            if (await _records.ChangeAsync([number.To(number.Limits.Succeeded())], cancel).ConfigureAwait(false)) return true;
        }
        throw Conflict(CodeGuard.NumberKind);
    }

    /// <summary>Makes void at once what is out for a number, for whichever asker: one code, or all of them.</summary>
    /// <param name="callId">The call whose code it is; null for all codes of the number.</param>
    public async Task WithdrawAsync(string mobile, string? callId, CancellationToken cancel)
    {
        await WithdrawAsync(NumberKey(mobile), callId, 0, cancel).ConfigureAwait(false);
        if (_policy.AskerSendsPerHour == 0) return;

        foreach (var stored in await _records.LookUpAsync(Kind, NumberLookup, NumberKey(mobile), AskersLimit, cancel).ConfigureAwait(false))
            await WithdrawAsync(stored.Key, callId, 0, cancel).ConfigureAwait(false);
    }

    private async Task WithdrawAsync(string key, string? callId, int tries, CancellationToken cancel)
    {
        var before = await FindAsync(key, cancel).ConfigureAwait(false);
        var next = before.State.Withdrawn(callId);
        if (next == before.State || await _records.ChangeAsync(ChangesOf(key, before.Version, next), cancel).ConfigureAwait(false)) return;
        if (tries >= ConflictLimit) throw Conflict(Kind);

        await WithdrawAsync(key, callId, tries + 1, cancel).ConfigureAwait(false);
    }

    /// <summary>The key of a number's record: a keyed hash, the same in every store.</summary>
    public string KeyOf(string mobile) => IsPerAsker ? _secrets.Hash($"otp.{_purpose}.asker", $"{mobile}\n{_asker}") : NumberKey(mobile);

    private bool IsPerAsker => _policy.AskerSendsPerHour > 0 && _asker.Length > 0;

    /// <summary>Told apart within one record of a number; empty where each asker has a record.</summary>
    private string Caller => IsPerAsker ? "" : _asker;

    private string NumberKey(string mobile) => _secrets.Hash($"otp.{_purpose}.number", mobile);

    private async Task<CodeGuard?> GuardAsync(string mobile, CancellationToken cancel) => IsPerAsker
        ? await CodeGuard.ReadAsync(_records, _secrets.Hash("otp.asker", _asker), NumberKey(mobile), _policy, cancel).ConfigureAwait(false)
        : null;

    private Step<IssueResult> Issued(OneTimeCode one, CodeGuard? guard, string hash, string callId, DateTimeOffset now, bool resend)
    {
        // The same call again, after a crash, was counted.
        var again = one.Current is { State: CodeState.Pending } pending && pending.CallId == callId;
        if (!again && guard?.WaitToSend(now) is { } wait) return new(one, new IssueResult.TooMany(wait), []);

        var (next, result) = one.Issue(hash, callId, now, _policy, resend, Caller);
        return new(next, result, result is IssueResult.Issued && !again ? guard?.Sent(now) ?? [] : []);
    }

    private Step<VerifyResult> Verified(OneTimeCode one, CodeGuard? guard, string? hash)
    {
        var now = _clock.GetUtcNow();
        if (guard?.WaitToTry(now) is { } wait) return new(one, new VerifyResult.TooMany(wait), []);

        var (next, result) = one.Verify(hash, now, _policy, Caller);
        return new(next, result, (result switch
        {
            VerifyResult.Wrong => guard?.Failed(now),
            VerifyResult.Verified => guard?.Succeeded(),
            _ => null,
        }) ?? []);
    }

    /// <param name="known">What the record was a moment ago: tried first, without reading it.</param>
    private async Task<(T Result, VersionedCode Now)> ChangeAsync<T>(string mobile, VersionedCode? known, Func<OneTimeCode, CodeGuard?, Step<T>> rule,
        CancellationToken cancel)
    {
        var key = KeyOf(mobile);
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var before = tries == 0 && known is not null ? known : await FindAsync(key, cancel).ConfigureAwait(false);

            // What is known needs no limits: they were asked before it was sent.
            var guard = tries == 0 && known is not null ? null : await GuardAsync(mobile, cancel).ConfigureAwait(false);
            var step = rule(Known(key, before.State), guard);
            if (step.Next == before.State) return (step.Result, before);

            var changes = ChangesOf(key, before.Version, step.Next, LookupOf(mobile, before.Version));
            if (await _records.ChangeAsync([.. changes, .. step.Others], cancel).ConfigureAwait(false))
                return (step.Result, new(step.Next with { Retired = [] }, before.Version + 1));
        }
        throw Conflict(Kind);
    }

    private static InvalidOperationException Conflict(string kind) => new($"A record of kind {kind} changed {ConflictLimit} times under us.");

    /// <summary>With what this process knows besides: how long a code has really been out.</summary>
    private OneTimeCode Known(string key, OneTimeCode one) =>
        one.Current is { State: CodeState.Active or CodeState.Pending } current && _codeClock.HasElapsed(key, current.Serial) ? one.ExpiredNow() : one;

    private async Task<VersionedCode> FindAsync(string key, CancellationToken cancel) =>
        await _records.FindAsync(Kind, key, cancel).ConfigureAwait(false) is { } stored
            ? new(Read(stored), stored.Version)
            : new(new(), 0);

    /// <summary>A new record of an asker of its own is found by its number, too.</summary>
    private List<KeyValuePair<string, string>>? LookupOf(string mobile, long version) =>
        IsPerAsker && version == 0 ? [new(NumberLookup, NumberKey(mobile))] : null;

    internal static ImmutableArray<RecordChange> ChangesOf(string key, long version, OneTimeCode next,
        IReadOnlyList<KeyValuePair<string, string>>? lookup = null) =>
    [
        new(Kind, key, version, JsonSerializer.Serialize(next, OneTimeCodeJson.Default.OneTimeCode), lookup),
        .. next.Retired.Select(retired => new RecordChange(HistoryKind, $"{key}/{retired.Serial}", 0, JsonSerializer.Serialize(retired, OneTimeCodeJson.Default.IssuedCode))),
    ];

    internal static OneTimeCode Read(StoredRecord stored) => JsonSerializer.Deserialize(stored.Body, OneTimeCodeJson.Default.OneTimeCode)!;

    /// <summary>Null for a text that is no code of this purpose.</summary>
    private string? HashOfTried(OneTimeCode one, string mobile, string code)
    {
        if (code.Length != _policy.Digits || !code.All(char.IsAsciiDigit)) return null;

        // A code that was sent before codes had askers is right for each of them while it is out.
        var withoutAsker = HashOf(mobile, code, "");
        return one.IsCurrent(withoutAsker) ? withoutAsker : HashOf(mobile, code, _asker);
    }

    private string HashOf(string mobile, string code, string asker) =>
        _secrets.Hash($"otp.{_purpose}.code", asker.Length == 0 ? $"{mobile}\n{code}" : $"{mobile}\n{code}\n{asker}");

    /// <param name="Others">Changes of the limits.</param>
    private readonly record struct Step<T>(OneTimeCode Next, T Result, IEnumerable<RecordChange> Others);

    /// <summary>A record with its version; 0 when there is none.</summary>
    private sealed record VersionedCode(OneTimeCode State, long Version);
}

[JsonSerializable(typeof(OneTimeCode))]
[JsonSerializable(typeof(CodeLimits))]
[JsonSerializable(typeof(CallerCount))]
[JsonSerializable(typeof(DayCount))]
internal sealed partial class OneTimeCodeJson : JsonSerializerContext;
