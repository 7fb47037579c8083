namespace Bot.Engine.Abstractions;

/// <summary>A consequential call left and its answer was lost; the pump recovers it.</summary>
public sealed class AnswerLostException : Exception
{
    public AnswerLostException() { }

    /// <param name="message">What was heard instead of an answer, without personal values: it goes to the operator.</param>
    public AnswerLostException(string message) : base(message) { }

    public AnswerLostException(string message, Exception inner) : base(message, inner) { }
}
