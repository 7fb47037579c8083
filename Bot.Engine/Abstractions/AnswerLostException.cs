namespace Bot.Engine.Abstractions;

/// <summary>A consequential call left and its answer was lost; the pump recovers it.</summary>
public sealed class AnswerLostException : Exception
{
    /// <summary>Without a word for the operator.</summary>
    public AnswerLostException() { }

    /// <param name="message">What was heard instead of an answer, without personal values: it goes to the operator.</param>
    public AnswerLostException(string message) : base(message) { }

    /// <param name="message">As above.</param>
    /// <param name="inner">What was thrown instead of an answer.</param>
    public AnswerLostException(string message, Exception inner) : base(message, inner) { }
}
