namespace Bot.Engine.Lives;

/// <summary>A machine does not declare a move that was to be made: a fault of ours, never of a person. The message says which move, and where.</summary>
public sealed class RefusedMoveException : InvalidOperationException
{
    public RefusedMoveException() { }

    public RefusedMoveException(string message) : base(message) { }

    public RefusedMoveException(string message, Exception inner) : base(message, inner) { }
}
