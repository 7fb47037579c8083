using Bot.Host.Access;
using Bot.Host.Http;
using Microsoft.AspNetCore.Identity;

namespace Bot.Host.Desk.Operators;

/// <summary>Looks at passwords: five wrong ones in a row lock an operator for a quarter of an hour, and twenty a minute an address is turned away.</summary>
/// <remarks>A refusal never tells whether there is such an operator, nor whether the password would have been right.</remarks>
internal sealed class SignIns(OperatorRepository operators, AuditTrail audit, TimeProvider clock, ILogger<SignIns> log) : IDisposable
{
    /// <summary>Wrong passwords in a row.</summary>
    public const int MostFailures = 5;

    /// <summary>A minute and address.</summary>
    public const int MostTries = 20;

    /// <summary>Passwords that are hashed at once; each takes a core for a tenth of a second.</summary>
    private const int AtOnce = 2;

    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly MinuteCounts _wrong = new(clock);

    public async Task<SignInResult> TryAsync(HttpContext context, string name, string password)
    {
        var cancel = context.RequestAborted;
        var known = await operators.FindAsync(name, cancel);
        if (!await _places.WaitAsync(LongestWait, cancel)) return SignInResult.Busy;

        PasswordVerificationResult verified;
        try
        {
            verified = await Task.Run(() => operators.Verify(known, password), cancel);
        }
        finally
        {
            _places.Release();
        }

        var isRight = verified != PasswordVerificationResult.Failed;
        var count = isRight ? 0 : _wrong.Count(context);
        if (count == 1) log.LogWarning("{CallerAddress} shows a wrong password at the desk", context.Connection.RemoteIpAddress);
        if (count > MostTries) return SignInResult.TooOften;

        Operator? now = null;
        var isIn = false;
        if (known is not null)
        {
            now = await operators.ChangeAsync(known.Name, standing => Judge(standing, isRight && standing.Hash == known.Hash, out isIn), cancel);
        }

        // One entry a lock-out: an entry for every wrong password would let strangers fill the log.
        if (known is not null && now is { LockedUntil: { } until } && !isIn && until != known.LockedUntil && until > clock.GetUtcNow())
            await audit.WriteAsync("", "signIn.locked", known.Name, $"{MostFailures} wrong passwords", cancel);
        return isIn ? new(now, "") : SignInResult.Wrong;
    }

    public void Dispose() => _places.Dispose();

    private Operator Judge(Operator standing, bool isRight, out bool isIn)
    {
        var now = clock.GetUtcNow();
        var isLocked = standing.LockedUntil > now;
        isIn = isRight && !isLocked && !standing.Disabled;
        if (isIn) return standing with { Failures = 0, LockedUntil = null, SignedInAt = now };
        if (isLocked || isRight) return standing;

        var failures = standing.Failures + 1;
        return failures < MostFailures ? standing with { Failures = failures } : standing with { Failures = 0, LockedUntil = now + LockTime };
    }
}

/// <summary>How a sign-in ended.</summary>
/// <param name="Operator">Null where no one is let in.</param>
/// <param name="Fault">What is wrong, in a word of the page; empty for nothing.</param>
internal sealed record SignInResult(Operator? Operator, string Fault)
{
    public static SignInResult Wrong { get; } = new(null, "wrong");

    public static SignInResult TooOften { get; } = new(null, "tooOften");

    public static SignInResult Busy { get; } = new(null, "busy");
}
