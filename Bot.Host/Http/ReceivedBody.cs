namespace Bot.Host.Http;

/// <summary>A body that was read, or why it was not.</summary>
/// <param name="Bytes">Valid until <see cref="Buffer"/> is disposed of.</param>
/// <param name="Failure">Null when the body was read.</param>
/// <param name="Buffer">Holds the bytes of a body that did not come at once; null for another.</param>
internal readonly record struct ReceivedBody(ReadOnlyMemory<byte> Bytes, RequestFailure? Failure, BodyBuffer? Buffer)
{
    public ReceivedBody(RequestFailure failure) : this(default, failure, null) { }

    public ReceivedBody(byte[] whole) : this(whole, null, null) { }

    public ReceivedBody(BodyBuffer buffer) : this(buffer.Written, null, buffer) { }

    /// <summary>Keeps the bytes until the request has ended.</summary>
    public ReceivedBody KeptFor(HttpContext context)
    {
        if (Buffer is not null) context.Response.RegisterForDispose(Buffer);
        return this;
    }
}
