using System.Collections.Immutable;

namespace Bot.Engine.Conversations;

/// <summary>What is wrong now and needs a person: observers log alarms, figures and health show those that are open. All of them go through here.</summary>
/// <remarks>Known to this process alone: another host finds out by its own sends and webhooks, and so does the next start.</remarks>
public sealed class Alarms(IEngineObserver observer, TimeProvider clock)
{
    /// <summary>Open at once; names are made of channels and templates, which are few.</summary>
    private const int Limit = 200;

    private readonly Lock _gate = new();
    private ImmutableDictionary<string, Alarm> _open = ImmutableDictionary<string, Alarm>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Those that are open, by name.</summary>
    public IReadOnlyList<Alarm> Open
    {
        get
        {
            var now = clock.GetUtcNow();
            return [.. _open.Values.Where(alarm => alarm.Until is not { } until || until > now).OrderBy(alarm => alarm.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>Opens an alarm, or counts once more what one that is open tells of.</summary>
    /// <param name="name">Stable, for a program: <c>sending.meta</c>.</param>
    /// <param name="sentence">What is wrong and what to do, for an operator; nothing personal.</param>
    /// <param name="lasts">It closes by itself so long after it was last raised; null until <see cref="Close"/>.</param>
    public void Raise(string name, string sentence, TimeSpan? lasts = null)
    {
        var now = clock.GetUtcNow();
        Alarm alarm;
        lock (_gate)
        {
            var before = _open.GetValueOrDefault(name);
            if (before is { Until: { } over } && over <= now) before = null;
            if (before is null && _open.Count >= Limit) return;

            alarm = new(name, sentence, before?.Since ?? now, (before?.Count ?? 0) + 1, now + lasts);
            _open = _open.SetItem(name, alarm);
        }

        if (alarm.Count == 1) observer.OnAlarm(alarm, raised: true);
    }

    /// <summary>What it told of is mended.</summary>
    public void Close(string name)
    {
        Alarm? closed;
        lock (_gate)
        {
            closed = _open.GetValueOrDefault(name);
            _open = _open.Remove(name);
        }

        if (closed is not null) observer.OnAlarm(closed, raised: false);
    }
}

/// <summary>Something that needs a person.</summary>
/// <param name="Name">Stable, for a program.</param>
/// <param name="Sentence">For an operator.</param>
/// <param name="Since">When it was raised, UTC.</param>
/// <param name="Count">How often since then.</param>
/// <param name="Until">When it closes by itself, UTC; null: not by itself.</param>
public sealed record Alarm(string Name, string Sentence, DateTimeOffset Since, long Count, DateTimeOffset? Until);
