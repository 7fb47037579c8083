using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bot.Products.OneTimeCodes;

/// <summary>
/// Everything about the one-time codes of one number and purpose: the code that is out, and how often codes were sent and tried in the last hour. Pure rules;
/// kept as a record of kind <c>otp</c>.
/// </summary>
/// <remarks>Only a keyed hash of a code is ever here. Rules: shared specification "OTP lifecycle", column "proposed".</remarks>
public sealed record OneTimeCode
{
    /// <summary>Sends within the last hour, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> Sends { get; init; } = [];

    /// <summary>Wrong tries within the last hour over all codes, oldest first: a resend does not reset the count.</summary>
    public ImmutableArray<DateTimeOffset> WrongTries { get; init; } = [];

    /// <summary>As <see cref="WrongTries"/>, of callers that are told apart: they count against the caller who made them.</summary>
    /// <remarks>What earlier builds wrote has none.</remarks>
    public ImmutableArray<CallerTry> CallerTries { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The newest code; null before the first.</summary>
    public IssuedCode? Current { get; init; }

    /// <summary>Codes issued so far; numbers the history.</summary>
    public int Serial { get; init; }

    /// <summary>When a code for this number was last verified; null if never.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The open code that a pending one is about to replace: it holds again when that one cannot be sent.</summary>
    public IssuedCode? Earlier { get; init; }

    /// <summary>Codes that the last change took out of this record, as they ended; they go to the history. Never stored here.</summary>
    [JsonIgnore]
    public ImmutableArray<IssuedCode> Retired { get; init; } = [];

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>So far may two hosts' clocks be apart. What lies further ahead was written before the clock was set back.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Issues a code that is not yet on its way. The one before is superseded as soon as this one went out.</summary>
    /// <param name="callId">Who asks. The same call again (after a crash) replaces its own pending code and counts once.</param>
    /// <param name="resend">
    /// The person asks for another code: allowed while one is out, but not at once; one that was right and is used holds nothing back. A first send is refused
    /// while one is out, and waits for nothing otherwise.
    /// </param>
    public (OneTimeCode Next, IssueResult Result) Issue(string codeHash, string callId, DateTimeOffset now, CodePolicy policy, bool resend, string caller = "")
    {
        if (HasFutureTimes(now)) return AfterClockMovedBack(now).Issue(codeHash, callId, now, policy, resend, caller);

        var again = Current is { State: CodeState.Pending } pending && pending.CallId == callId;
        var sends = Within(again ? Sends.Remove(Current!.IssuedAt) : Sends, now);
        if (!resend && !again && Current is { } active && active.IsOpen(now)) return (this, new IssueResult.AlreadyActive());
        var isUsed = Current is { State: CodeState.Used };
        if (resend && !isUsed && sends.Length > 0 && sends[^1] + policy.ResendAfter is var free && free > now)
            return (this, new IssueResult.TooSoon(free - now));
        if (sends.Length >= policy.SendsPerHour) return (this, new IssueResult.TooMany(sends[^policy.SendsPerHour] + Hour - now));
        if (TriesOf(caller, now) is { Length: var wrong } tries && wrong >= policy.TriesPerHour)
            return (this, new IssueResult.TooMany(tries[^policy.TriesPerHour] + Hour - now));

        var earlier = again ? Earlier : Current is { } before && before.IsOpen(now) ? before : null;
        var next = this with
        {
            Sends = sends.Add(now),
            WrongTries = Within(WrongTries, now),
            CallerTries = Within(CallerTries, now),
            Serial = Serial + 1,
            Current = new(Serial + 1, codeHash, callId, CodeState.Pending, now, now + policy.Expiry, 0, caller.Length == 0 ? null : caller),
            Earlier = earlier,
            Retired = [.. new[] { Current, Earlier }.OfType<IssuedCode>().Where(code => code.Serial != earlier?.Serial).Select(code => code.Ended(now))],
        };
        return (next, new IssueResult.Issued(next.Serial));
    }

    /// <summary>The code with this serial went out; what it replaces is over.</summary>
    public OneTimeCode Activated(int serial, DateTimeOffset now) =>
        Current is { State: CodeState.Pending } current && current.Serial == serial
            ? WithoutEarlier(now) with { Current = current.Make(CodeMove.Send) }
            : this;

    /// <summary>
    /// The code with this serial did not go out: it leaves nothing behind, does not count as sent, and the one before it holds as long as it would have.
    /// </summary>
    public OneTimeCode Voided(int serial)
    {
        if (Current is not { State: CodeState.Pending } current || current.Serial != serial) return this;

        var ended = current.Make(CodeMove.Withdraw);
        var without = this with { Sends = Sends.Remove(current.IssuedAt) };
        return Earlier is null ? without with { Current = ended } : without with { Current = Earlier, Earlier = null, Retired = [ended] };
    }

    /// <summary>
    /// The code of a call was taken by the provider and did not arrive, or its owner says that it was not asked for: it is void at once and does not count as
    /// sent.
    /// </summary>
    /// <param name="callId">Null for whichever is out.</param>
    public OneTimeCode Withdrawn(string? callId) =>
        Current is { State: CodeState.Active or CodeState.Pending } current && (callId is null || current.CallId == callId)
            ? this with { Current = current.Make(CodeMove.Recall), Earlier = null, Sends = Sends.Remove(current.IssuedAt) }
            : this;

    /// <summary>Tries a code. A right one is used up; a wrong one counts.</summary>
    /// <param name="codeHash">Null for a text that is no code: it is not right, and does not count.</param>
    /// <param name="caller">Who tries; empty where callers are not told apart. Tries of another than the one who asked for the code do not void it.</param>
    public (OneTimeCode Next, VerifyResult Result) Verify(string? codeHash, DateTimeOffset now, CodePolicy policy, string caller = "")
    {
        if (HasFutureTimes(now)) return AfterClockMovedBack(now).Verify(codeHash, now, policy, caller);

        var wrong = TriesOf(caller, now);
        if (wrong.Length >= policy.TriesPerHour) return (this, new VerifyResult.TooMany(wrong[^policy.TriesPerHour] + Hour - now));
        if (Current is not { } current || !current.IsOpen(now)) return (Expired(now), new VerifyResult.NotFound());

        var isStranger = caller.Length > 0 && current.Caller is { } owner && owner != caller;
        if (codeHash is null) return (this, new VerifyResult.Wrong(Left(isStranger ? 0 : current.Tries, wrong.Length)));
        if (IsCurrent(codeHash))
            return (WithoutEarlier(now) with { Current = current.Make(CodeMove.Use), VerifiedAt = now }, new VerifyResult.Verified());

        var counted = caller.Length == 0
            ? this with { WrongTries = Within(WrongTries, now).Add(now) }
            : this with { CallerTries = Within(CallerTries, now).Add(new(caller, now)) };
        if (isStranger) return (counted, new VerifyResult.Wrong(Left(0, wrong.Length + 1)));

        var tries = current.Tries + 1;
        var ended = (tries >= policy.TriesPerCode ? current.Make(CodeMove.WearOut) : current) with { Tries = tries };
        return (counted with { Current = ended }, new VerifyResult.Wrong(Left(tries, wrong.Length + 1)));

        int Left(int ofCode, int ofHour) => Math.Max(0, Math.Min(policy.TriesPerCode - ofCode, policy.TriesPerHour - ofHour));
    }

    /// <summary>Whether this is the hash of the newest code, open or not.</summary>
    public bool IsCurrent(string codeHash) => Current is { } current && FixedTimeEquals(current.Hash, codeHash);

    /// <summary>
    /// With what another store came to know of the same number while this one was out of reach. The newer code holds; sends and tries of both count. Merged
    /// once more with the same, it stays as it is.
    /// </summary>
    public OneTimeCode MergedWith(OneTimeCode other, DateTimeOffset now)
    {
        var merged = this with
        {
            Sends = [.. Sends.Concat(other.Sends.Where(send => !Sends.Contains(send))).Order()],
            WrongTries = [.. WrongTries.Concat(other.WrongTries.Where(wrong => !WrongTries.Contains(wrong))).Order()],
            CallerTries = [.. CallerTries.Union(other.CallerTries).OrderBy(tried => tried.At)],
            VerifiedAt = VerifiedAt is null || other.VerifiedAt > VerifiedAt ? other.VerifiedAt : VerifiedAt,
        };

        // One that never went out replaces nothing. The same call's was merged before, and may have been used since.
        if (other.Current is not { } theirs || !other.Sends.Contains(theirs.IssuedAt)) return merged;
        if (Current is { } ours && (ours.CallId == theirs.CallId || ours.IssuedAt > theirs.IssuedAt)) return merged;

        return merged with
        {
            Serial = Serial + 1,
            Current = theirs with { Serial = Serial + 1 },
            Earlier = null,
            Retired = [.. new[] { Current, Earlier }.OfType<IssuedCode>().Select(code => code.Ended(now))],
        };
    }

    /// <summary>The same with its code expired, by the monotonic clock rather than the wall clock.</summary>
    public OneTimeCode ExpiredNow() =>
        this with { Current = Current is { State: CodeState.Active or CodeState.Pending } open ? open.Make(CodeMove.Expire) : Current };

    private bool HasFutureTimes(DateTimeOffset now) => Sends.Any(send => send > now + Skew) || WrongTries.Any(wrong => wrong > now + Skew)
        || CallerTries.Any(tried => tried.At > now + Skew);

    /// <summary>
    /// The same after the wall clock moved back: how long a code has been out cannot be told, so it is expired. Sends and tries count from now; else the limits
    /// would last as long as the clock takes to get there again.
    /// </summary>
    private OneTimeCode AfterClockMovedBack(DateTimeOffset now) => ExpiredNow() with
    {
        Sends = [.. Sends.Select(send => send > now ? now : send)],
        WrongTries = [.. WrongTries.Select(wrong => wrong > now ? now : wrong)],
        CallerTries = [.. CallerTries.Select(tried => tried.At > now ? tried with { At = now } : tried)],
        Earlier = Earlier?.Ended(Earlier.ExpiresAt),
    };

    private OneTimeCode Expired(DateTimeOffset now) =>
        Current is { State: CodeState.Active or CodeState.Pending } current && now >= current.ExpiresAt ? this with { Current = current.Ended(now) } : this;

    private OneTimeCode WithoutEarlier(DateTimeOffset now) => Earlier is null ? this : this with { Earlier = null, Retired = [Earlier.Ended(now)] };

    /// <summary>What counts against a caller: with what was written before callers were told apart.</summary>
    private ImmutableArray<DateTimeOffset> TriesOf(string caller, DateTimeOffset now)
    {
        var all = Within(WrongTries, now);
        return CallerTries.IsEmpty ? all : [.. all.Concat(Within(CallerTries, now).Where(tried => tried.Caller == caller).Select(tried => tried.At)).Order()];
    }

    private static ImmutableArray<CallerTry> Within(ImmutableArray<CallerTry> tries, DateTimeOffset now) => tries.RemoveAll(tried => now - tried.At >= Hour);

    private static ImmutableArray<DateTimeOffset> Within(ImmutableArray<DateTimeOffset> times, DateTimeOffset now) =>
        times.RemoveAll(time => now - time >= Hour);

    private static bool FixedTimeEquals(string left, string right) =>
        System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(left),
            System.Text.Encoding.ASCII.GetBytes(right));
}

/// <summary>A wrong try of one caller of the API, by the name of its key.</summary>
public sealed record CallerTry(string Caller, DateTimeOffset At);

/// <summary>One code that was issued. <paramref name="Tries"/>: wrong ones so far.</summary>
/// <param name="Caller">Who asked for it, where callers are told apart; null otherwise, and in what earlier builds wrote.</param>
public sealed record IssuedCode(int Serial, string Hash, string CallId, CodeState State, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, int Tries,
    string? Caller = null)
{
    /// <summary>Whether it may still be right. A pending one may have arrived although its answer was lost.</summary>
    public bool IsOpen(DateTimeOffset now) => State is CodeState.Active or CodeState.Pending && now < ExpiresAt;

    /// <summary>A move of its life; what is not declared there throws.</summary>
    public IssuedCode Make(CodeMove move) => this with { State = CodeLife.Definition.Make(move, State) };

    /// <summary>As the history keeps it once another takes its place: a code that was still out is superseded, or expired when its time was over.</summary>
    public IssuedCode Ended(DateTimeOffset now) =>
        State is not (CodeState.Active or CodeState.Pending) ? this : Make(now < ExpiresAt ? CodeMove.Supersede : CodeMove.Expire);
}

[JsonConverter(typeof(JsonStringEnumConverter<CodeState>))]
public enum CodeState { Pending, Active, Used, Expired, Superseded, Void }

/// <summary>Bounds of one purpose.</summary>
/// <param name="SendsPerHour">To one number, over all askers.</param>
/// <param name="TriesPerHour">Wrong ones of one asker: over all numbers where <paramref name="AskerSendsPerHour"/> is set, else at each number.</param>
/// <param name="AskerSendsPerHour">Of one asker, over all numbers, who then has codes of their own; 0: askers share a number's code, unlimited.</param>
public sealed record CodePolicy(int Digits, TimeSpan Expiry, TimeSpan ResendAfter, int SendsPerHour, int TriesPerCode = 5, int TriesPerHour = 10,
    int AskerSendsPerHour = 0);

public abstract record IssueResult
{
    public sealed record Issued(int Serial) : IssueResult;

    public sealed record AlreadyActive : IssueResult;

    /// <summary>It could not be sent; no code was left behind.</summary>
    public sealed record NotSent : IssueResult;

    public sealed record TooSoon(TimeSpan Wait) : IssueResult;

    public sealed record TooMany(TimeSpan Wait) : IssueResult;

    /// <summary>The deployment's sends of the day are used up.</summary>
    public sealed record Spent(TimeSpan Wait) : IssueResult;
}

public abstract record VerifyResult
{
    public sealed record Verified : VerifyResult;

    public sealed record Wrong(int TriesLeft) : VerifyResult;

    /// <summary>None is out, or it is used, expired or superseded.</summary>
    public sealed record NotFound : VerifyResult;

    public sealed record TooMany(TimeSpan Wait) : VerifyResult;
}
