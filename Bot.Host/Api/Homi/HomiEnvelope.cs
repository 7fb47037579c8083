using Bot.Host.Http;

namespace Bot.Host.Api.Homi;

/// <summary>The documented envelope of every error: <c>{"success":false,"message":...,"data":{...}}</c>.</summary>
internal sealed class HomiEnvelope : IFailureEnvelope
{
    public static readonly HomiEnvelope Instance = new();

    /// <summary>No such path.</summary>
    public static HomiAnswer NoSuchPath { get; } = HomiAnswer.Error(StatusCodes.Status404NotFound, "Not Found", "no_such_path", "There is no such endpoint; GET /docs lists them.");

    public static HomiAnswer MethodNotAllowed { get; } = HomiAnswer.Error(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", "method_not_allowed", "Use POST.");

    public static HomiAnswer NotJson { get; } = HomiAnswer.Error(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON", "not_json", "Send Content-Type: application/json.");

    public IResult AnswerTo(RequestFailure failure) => failure switch
    {
        RequestFailure.KeyMissing absent => HomiAnswer.Error(absent.Status, absent.Sentence, absent.TooOften ? "too_many_keys" : "key_missing", "Keys are set in API_KEYS."),
        RequestFailure.ScopeMissing missing => HomiAnswer.Error(StatusCodes.Status403Forbidden, Sentences.ScopeMissing(missing.Scope), "key_not_allowed", "Keys are set in API_KEYS."),
        RequestFailure.NotJson => NotJson,
        RequestFailure.TooLarge large => HomiAnswer.Error(StatusCodes.Status413PayloadTooLarge, "The body is too large", "too_large", $"At most {large.Limit} bytes."),
        RequestFailure.BrokenJson => HomiAnswer.Error(StatusCodes.Status400BadRequest, "The body is not valid JSON", "broken_json", "Send one JSON object, each field once."),
        RequestFailure.NotAnObject => HomiAnswer.Invalid(new Dictionary<string, string> { ["body"] = "The body must be a JSON object" }),
        RequestFailure.Unreadable bad => HomiAnswer.Error(bad.Status, bad.Status == StatusCodes.Status413PayloadTooLarge ? "The body is too large" : "Bad request", "bad_request", "The request could not be read."),
        RequestFailure.Busy => HomiAnswer.Error(StatusCodes.Status503ServiceUnavailable, "The service is not available at the moment", "busy", Sentences.Busy),
        RequestFailure.StoreUnavailable => HomiAnswer.Away("The database cannot be reached; send the same request again later."),
        RequestFailure.Internal broken => Internal(broken.Reference),
        var other => throw new InvalidOperationException($"{other.GetType().Name} does not happen in this area."),
    };

    private static HomiAnswer Internal(string reference) => new(StatusCodes.Status500InternalServerError, new ErrorAnswer(false, "Internal Server Error", new()
    {
        Error = "It is in the log under this reference. The same request may be sent again.",
        Code = "internal",
        Reference = reference,
    }));
}
