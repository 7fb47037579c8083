namespace Bot.Host.Http;

/// <summary>Why a request gets no answer of its endpoint. Each area says it in its own envelope: <see cref="IFailureEnvelope"/>.</summary>
internal abstract record RequestFailure
{
    /// <summary>401: no API key of this host, or none at all; 429 when wrong ones come too often.</summary>
    public sealed record KeyMissing(bool TooOften = false) : RequestFailure
    {
        public int Status => TooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status401Unauthorized;

        public string Sentence => TooOften ? Sentences.KeysTooOften : Sentences.KeyMissing;
    }

    /// <summary>403: the key does not allow it.</summary>
    public sealed record ScopeMissing(string Scope) : RequestFailure;

    /// <summary>413.</summary>
    /// <param name="Limit">Bytes.</param>
    public sealed record TooLarge(int Limit) : RequestFailure;

    /// <summary>415: the content type is not JSON.</summary>
    public sealed record NotJson : RequestFailure;

    /// <summary>400: the bytes are not JSON, or a field is given twice.</summary>
    public sealed record BrokenJson : RequestFailure;

    /// <summary>422: JSON, but not an object.</summary>
    public sealed record NotAnObject : RequestFailure;

    /// <summary>The server could not read the request.</summary>
    /// <param name="Status">As the server says it: 400, 408, 413.</param>
    public sealed record Unreadable(int Status) : RequestFailure;

    /// <summary>429: the conversation's queue is full.</summary>
    public sealed record QueueFull : RequestFailure;

    /// <summary>429: this address asks for an open page more often than a person reads.</summary>
    public sealed record AskedTooOften : RequestFailure;

    /// <summary>503: the database does not answer.</summary>
    public sealed record StoreUnavailable : RequestFailure;

    /// <summary>503: bodies under way take all the memory that they may.</summary>
    public sealed record Busy : RequestFailure;

    /// <summary>500.</summary>
    /// <param name="Reference">Names the request in the log.</param>
    public sealed record Internal(string Reference) : RequestFailure;

    /// <summary>A failure that only one area knows, with its answer.</summary>
    public sealed record OfArea(IResult Answer) : RequestFailure;
}

/// <summary>Ends a request; <see cref="FailureHandler"/> answers it.</summary>
internal sealed class RequestFailedException(RequestFailure failure) : Exception($"The request cannot be answered: {failure.GetType().Name}.")
{
    public RequestFailure Failure => failure;
}

/// <summary>How an area says failures on the wire: endpoint metadata.</summary>
internal interface IFailureEnvelope
{
    IResult AnswerTo(RequestFailure failure);
}
