namespace Bot.Engine.Ports;

/// <summary>A consequential call left and its answer was lost: it may have been done. The pump recovers it.</summary>
public sealed class AnswerLostException : Exception
{
    public AnswerLostException() : base("The answer to a call was lost.") { }

    public AnswerLostException(string message) : base(message) { }

    public AnswerLostException(string message, Exception inner) : base(message, inner) { }
}
