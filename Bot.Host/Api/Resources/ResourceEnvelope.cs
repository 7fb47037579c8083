using Bot.Host.Http;

namespace Bot.Host.Api.Resources;

/// <summary>The back office's envelope of failures: <c>{"status":"error","message":...,"errors":{}}</c>.</summary>
internal sealed class ResourceEnvelope : IFailureEnvelope
{
    public static readonly ResourceEnvelope Instance = new();

    public IResult AnswerTo(RequestFailure failure) => failure switch
    {
        RequestFailure.KeyMissing absent => ResourceAnswer.Error(absent.Status, absent.Sentence),
        RequestFailure.ScopeMissing missing => ResourceAnswer.Error(StatusCodes.Status403Forbidden, Sentences.ScopeMissing(missing.Scope)),
        RequestFailure.NotJson => ResourceAnswer.Error(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON; send Content-Type: application/json."),
        RequestFailure.TooLarge large => ResourceAnswer.Error(StatusCodes.Status413PayloadTooLarge, $"The body is too large; at most {large.Limit} bytes are taken."),
        RequestFailure.BrokenJson => ResourceAnswer.Error(StatusCodes.Status400BadRequest, "The body is not valid JSON: send one object, each field once."),
        RequestFailure.NotAnObject => ResourceAnswer.Invalid(new Dictionary<string, string> { ["body"] = "The body must be a JSON object." }),
        RequestFailure.Unreadable bad => ResourceAnswer.Error(bad.Status, bad.Status == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : "The request could not be read."),
        RequestFailure.QueueFull => ResourceAnswer.Error(StatusCodes.Status429TooManyRequests, "Too many requests of this session are waiting; try again later."),
        RequestFailure.Busy => ResourceAnswer.Error(StatusCodes.Status503ServiceUnavailable, Sentences.Busy),
        RequestFailure.StoreUnavailable => ResourceAnswer.Error(StatusCodes.Status503ServiceUnavailable, "The database cannot be used just now; try again later."),
        RequestFailure.Internal broken => ResourceAnswer.Error(StatusCodes.Status500InternalServerError, $"Something is broken here; it is in the log under {broken.Reference}."),
        var other => throw new InvalidOperationException($"{other.GetType().Name} does not happen in this area."),
    };
}
