using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Host.Background;

namespace Bot.Host.Keys;

/// <summary>The kept API keys as this host knows them, looked up anew every two seconds, and when each was shown last.</summary>
/// <remarks>While the database is away those known last go on: a key that was revoked meanwhile opens until it is back, and nothing that is kept
/// there.</remarks>
internal sealed partial class ApiKeyBook(ApiKeyRegister register, IRecordStore records, TimeProvider clock, ILogger<ApiKeyBook> log)
    : PeriodicLook(Rest, clock)
{
    /// <summary>Until a change on another host is known here.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Uses are written down no more often.</summary>
    private static readonly TimeSpan BetweenUses = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private DateTimeOffset _written;

    /// <summary>Raised when other keys are known than before.</summary>
    public event Action<IReadOnlyList<StoredApiKey>>? Changed;

    /// <summary>Those that open something.</summary>
    public IReadOnlyList<StoredApiKey> Keys { get; private set; } = [];

    /// <summary>A key was shown.</summary>
    public void Note(string name) => _used[name] = Clock.GetUtcNow();

    /// <summary>Looks the keys up, and writes down which were used.</summary>
    public override async Task LookAsync(CancellationToken cancel)
    {
        Keys = [.. (await register.ListAsync(cancel)).Where(key => key.RevokedAt is null)];
        Changed?.Invoke(Keys);
        if (Clock.GetUtcNow() - _written < BetweenUses || _used.IsEmpty) return;

        _written = Clock.GetUtcNow();
        foreach (var (name, at) in _used.ToArray()) await WriteAsync(new(name, at), cancel);
    }

    /// <summary>Another host may have written a later one, or be faster: one of them is written.</summary>
    private async Task WriteAsync(ApiKeyUse use, CancellationToken cancel)
    {
        var before = await records.FindAsync(ApiKeyUse.Kind, use.Name, cancel);
        if (before is null || ApiKeyUse.Read(before).At < use.At) await records.ChangeAsync([use.Change(before?.Version ?? 0)], cancel);
        _used.TryRemove(KeyValuePair.Create(use.Name, use.At));
    }

    protected override void OnFailed(Exception failure) => NotLookedUp(failure);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The API keys of the database cannot be looked up; those known last go on")]
    private partial void NotLookedUp(Exception failure);
}
