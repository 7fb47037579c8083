using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>
/// Who has the word in a turn: the bot, or a human. One is waited for or has taken over (until the time of the human is over or the bot is called back), or
/// wrote by hand a while ago (until the moment that the channel's owner set). The only place that silences the bot and lets it speak again.
/// </summary>
/// <param name="begun">The session before.</param>
/// <param name="at">When the turn happens.</param>
internal sealed class HumanWord(Session begun, DateTimeOffset at)
{
    private DateTimeOffset? _heldUntil = begun.HeldUntil;

    /// <summary>A human is waited for, or has taken over; timers rest.</summary>
    public bool IsHandedOver { get; private set; } = begun.WithHuman;

    /// <summary>When that began, or when the operator wrote last: the time of the human counts from there.</summary>
    public DateTimeOffset? Since { get; private set; } = begun.HumanSince;

    /// <summary>Who has taken over; null while one is waited for.</summary>
    public string? Operator { get; private set; } = begun.Operator;

    /// <summary>A human wrote by hand a while ago; timers run on, without reminders.</summary>
    public bool IsHeld => _heldUntil is { } until && until > at;

    /// <summary>Null when nothing is held.</summary>
    public DateTimeOffset? HeldUntil => IsHeld ? _heldUntil : null;

    /// <summary>The bot is silent.</summary>
    public bool HasIt => IsHandedOver || IsHeld;

    /// <param name="by">Who takes over; null: one is waited for.</param>
    public void Take(string? by = null) => (IsHandedOver, Since, Operator) = (true, Since ?? at, by);

    /// <summary>An operator writes: the time of the human begins again.</summary>
    public void Write(string? by) => (IsHandedOver, Since, Operator) = (true, at, by);

    /// <summary>Someone wrote past the bot.</summary>
    public void Hold(DateTimeOffset until) => _heldUntil = until;

    /// <summary>The bot has the word again.</summary>
    public void HandBack() => (IsHandedOver, Since, Operator, _heldUntil) = (false, null, null, null);
}
