namespace Bot.Gateways.Http;

/// <summary>An answer has more bytes than are taken.</summary>
internal sealed class OversizedAnswerException(int limit) : Exception($"The answer has more than {limit} bytes.");

/// <summary>A request ended without an answer.</summary>
/// <param name="left">It left this machine, or may have: the peer can have acted on it.</param>
internal sealed class UnansweredException(bool left, Exception cause) : Exception("The request was not answered.", cause)
{
    public bool Left => left;
}
