namespace Bot.Engine.Flows;

/// <summary>What happens without an answer. A state's own setting wins over its flow's.</summary>
public sealed record Timeouts(Reminder? Remind, Expiry? Expire)
{
    public static Timeouts None { get; } = new(null, null);

    internal Timeouts Or(Timeouts other) => Remind is null && Expire is null ? other : new(Remind ?? other.Remind, Expire ?? other.Expire);
}

/// <summary>After <paramref name="After"/> of silence, say something; once per question.</summary>
public sealed record Reminder(TimeSpan After, string Say, SourceLocation At);

/// <summary>After <paramref name="After"/> of silence, go to another state.</summary>
public sealed record Expiry(TimeSpan After, string Next, SourceLocation At);

/// <summary>How many wrong answers a question bears, and where it goes then.</summary>
public sealed record Attempts(int Max, string Then, SourceLocation At);
