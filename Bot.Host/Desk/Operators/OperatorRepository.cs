using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Operators;

/// <summary>
/// The operators: records of kind <c>operator</c> under their name. Passwords lie there as hashes of the framework's hasher (PBKDF2, HMAC-SHA512).
/// </summary>
internal sealed class OperatorRepository(IRecordStore records, IRecordLists lists, TimeProvider clock)
{
    /// <summary>NIST SP 800-63B asks for 8 at least, and for 15 where a password stands alone; long ones without rules of signs.</summary>
    public const int ShortestPassword = 12;

    private const string Kind = "operator";
    private const string List = "list";
    private const string Everyone = "all";
    private const int Most = 1_000;
    private const int ConflictLimit = 20;

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA512, 2023.</summary>
    private const int Iterations = 210_000;

    private static readonly KeyValuePair<string, string>[] Lookup = [new(List, Everyone)];

    private readonly PasswordHasher<Operator> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    public async Task<Operator?> FindAsync(string name, CancellationToken cancel) => (await LoadAsync(name, cancel)).Operator;

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<Operator>> ListAsync(CancellationToken cancel) =>
        [.. (await lists.ListAsync(Kind, List, Everyone, "", Most, cancel)).Select(Read).OrderBy(one => one.Name, StringComparer.Ordinal)];

    /// <returns>False where the name is taken.</returns>
    public Task<bool> AddAsync(string name, string password, ImmutableArray<string> roles, CancellationToken cancel)
    {
        var added = new Operator(name, "", roles, NewStamp(), clock.GetUtcNow());
        return records.ChangeAsync([ChangeOf(added with { Hash = password.Length > 0 ? _hasher.HashPassword(added, password) : "" }, 0)], cancel);
    }

    /// <summary>One who comes by OpenID Connect: an account of its own, with the roles that the provider tells.</summary>
    /// <param name="subject">Issuer and subject: a name belongs to one of them alone.</param>
    /// <returns>Null where the name is another's, or disabled.</returns>
    public async Task<Operator?> ComeAsync(string name, string subject, ImmutableArray<string> roles, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var fresh = new Operator(name, "", roles, NewStamp(), now) { Subject = subject, SignedInAt = now };
        if (await records.ChangeAsync([ChangeOf(fresh, 0)], cancel)) return fresh;

        var known = await FindAsync(name, cancel);
        return known is { Disabled: false } && known.Subject == subject
            ? await ChangeAsync(name, standing => standing with { Roles = roles, SignedInAt = now }, cancel)
            : null;
    }

    /// <summary>Sets a password, ends a lock-out and all sessions.</summary>
    public Task<Operator?> SetPasswordAsync(string name, string password, CancellationToken cancel) => ChangeAsync(name,
        known => known with { Hash = _hasher.HashPassword(known, password), Failures = 0, LockedUntil = null, Stamp = NewStamp() }, cancel);

    /// <summary>Lets an operator in no more, or again; ends all sessions.</summary>
    public Task<Operator?> DisableAsync(string name, bool disabled, CancellationToken cancel) =>
        ChangeAsync(name, known => known with { Disabled = disabled, Stamp = NewStamp() }, cancel);

    public Task<Operator?> SetRolesAsync(string name, ImmutableArray<string> roles, CancellationToken cancel) =>
        ChangeAsync(name, known => known with { Roles = roles }, cancel);

    /// <summary>Ends all sessions of an operator.</summary>
    public Task<Operator?> EndSessionsAsync(string name, CancellationToken cancel) => ChangeAsync(name, known => known with { Stamp = NewStamp() }, cancel);

    /// <summary>Changes an operator as they stand; null where there is none.</summary>
    public async Task<Operator?> ChangeAsync(string name, Func<Operator, Operator> change, CancellationToken cancel)
    {
        for (var tries = 0; tries < ConflictLimit; tries++)
        {
            var (known, version) = await LoadAsync(name, cancel);
            if (known is null) return null;

            var next = change(known);
            if (await records.ChangeAsync([ChangeOf(next, version)], cancel)) return next;
        }

        throw new InvalidOperationException($"The operator {name} changed {ConflictLimit} times under us.");
    }

    /// <summary>Whether a password is an operator's; it costs the same for one who is not there.</summary>
    /// <remarks>A tenth of a second of one core: not for the thread of a request.</remarks>
    public PasswordVerificationResult Verify(Operator? known, string password)
    {
        var verified = _hasher.VerifyHashedPassword(known ?? Stranger, known is { Hash.Length: > 0 } ? known.Hash : Stranger.Hash, password);
        return known is { Hash.Length: > 0 } ? verified : PasswordVerificationResult.Failed;
    }

    /// <summary>24 signs that cannot be guessed: 120 bits.</summary>
    public static string NewPassword()
    {
        const string Signs = "abcdefghijkmnpqrstuvwxyz23456789";
        return RandomNumberGenerator.GetString(Signs, 24);
    }

    private Operator Stranger => field ??= new Operator("", _hasher.HashPassword(null!, NewPassword()), [], "", default);

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private async Task<(Operator? Operator, long Version)> LoadAsync(string name, CancellationToken cancel) =>
        Operator.IsName(name) && await records.FindAsync(Kind, name, cancel) is { } stored ? (Read(stored), stored.Version) : (null, 0);

    private static RecordChange ChangeOf(Operator changed, long version) =>
        new(Kind, changed.Name, version, JsonSerializer.Serialize(changed, OperatorJson.Default.Operator), Lookup);

    private static Operator Read(StoredRecord record) =>
        JsonSerializer.Deserialize(record.Body, OperatorJson.Default.Operator) ?? throw new InvalidDataException($"A record of kind {Kind} is empty.");
}
