using System.Text.Json;

namespace Bot.Host.Http;

/// <summary>The envelope of endpoints without one of their own: <c>{"success":false,"message":...,"data":{}}</c>.</summary>
internal sealed class PlainEnvelope : IFailureEnvelope
{
    public static readonly PlainEnvelope Instance = new();

    public IResult AnswerTo(RequestFailure failure)
    {
        var (status, sentence) = failure switch
        {
            RequestFailure.KeyMissing missing => (missing.Status, missing.Sentence),
            RequestFailure.ScopeMissing refused => (StatusCodes.Status403Forbidden, Sentences.ScopeMissing(refused.Scope)),
            RequestFailure.TooLarge => (StatusCodes.Status413PayloadTooLarge, "The body is too large."),
            RequestFailure.NotJson => (StatusCodes.Status415UnsupportedMediaType, "The body must be JSON."),
            RequestFailure.BrokenJson => (StatusCodes.Status400BadRequest, "The body is not valid JSON."),
            RequestFailure.NotAnObject => (StatusCodes.Status422UnprocessableEntity, "The body must be a JSON object."),
            RequestFailure.Unreadable unreadable => (unreadable.Status, "The request could not be read."),
            RequestFailure.QueueFull => (StatusCodes.Status429TooManyRequests, "Too many requests wait; try again later."),
            RequestFailure.AskedTooOften => (StatusCodes.Status429TooManyRequests, "This page is asked for too often from this address; wait a minute."),
            RequestFailure.Busy => (StatusCodes.Status503ServiceUnavailable, Sentences.Busy),
            RequestFailure.StoreUnavailable => (StatusCodes.Status503ServiceUnavailable, "The database cannot be used just now; try again later."),
            _ => (StatusCodes.Status500InternalServerError, "Internal Server Error"),
        };
        return Results.Json(new { success = false, message = sentence, data = new { } }, JsonSerializerOptions.Web, statusCode: status);
    }
}

/// <summary>Sentences that every envelope says alike.</summary>
internal static class Sentences
{
    public const string KeyMissing = "An API key is needed: send it as X-API-Key or as Authorization: Bearer.";

    public const string KeysTooOften = "Too many wrong API keys come from this address; wait a minute.";

    public const string Busy = "Too much is being sent at once; send this again in a few seconds.";

    public static string ScopeMissing(string scope) => $"This key does not allow {scope}.";
}
