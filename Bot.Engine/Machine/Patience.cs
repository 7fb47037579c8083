namespace Bot.Engine.Machine;

/// <summary>What happens when nobody answers. A state's own setting wins over its flow's.</summary>
public sealed record Patience(Reminder? Remind, Expiry? Expire)
{
    public static Patience None { get; } = new(null, null);

    internal Patience Or(Patience other) => Remind is null && Expire is null ? other : new(Remind ?? other.Remind, Expire ?? other.Expire);
}

/// <summary>After <paramref name="After"/> of silence, say something; once per question.</summary>
public sealed record Reminder(TimeSpan After, string Say, Mark At);

/// <summary>After <paramref name="After"/> of silence, go to another state.</summary>
public sealed record Expiry(TimeSpan After, string Next, Mark At);

/// <summary>How many wrong answers a question bears, and where it goes then.</summary>
public sealed record Attempts(int Max, string Then, Mark At);
