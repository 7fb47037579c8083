using Bot.Host.Http;

namespace Bot.Host.Desk.Pages;

/// <summary>Failures as the desk's pages read them: <c>{"message":...}</c>.</summary>
internal sealed class DeskEnvelope : IFailureEnvelope
{
    public static readonly DeskEnvelope Instance = new();

    public IResult AnswerTo(RequestFailure failure)
    {
        var (status, sentence) = failure switch
        {
            RequestFailure.Busy => (StatusCodes.Status503ServiceUnavailable, Sentences.Busy),
            RequestFailure.TooLarge large => (StatusCodes.Status413PayloadTooLarge, $"At most {large.Limit} bytes are taken."),
            RequestFailure.StoreUnavailable => (StatusCodes.Status503ServiceUnavailable, "The database cannot be used just now; try again later."),
            RequestFailure.QueueFull => (StatusCodes.Status429TooManyRequests, "Too much waits in this conversation; try again in a few seconds."),
            RequestFailure.Unreadable bad => (bad.Status, "The request could not be read."),
            RequestFailure.NotJson or RequestFailure.BrokenJson or RequestFailure.NotAnObject => (StatusCodes.Status400BadRequest, "The body must be a JSON object."),
            RequestFailure.Internal broken => (StatusCodes.Status500InternalServerError, $"Something is broken here; it is in the log under {broken.Reference}."),
            var other => throw new InvalidOperationException($"{other.GetType().Name} does not happen at the desk."),
        };
        return new Refusal(status, sentence);
    }

    private sealed class Refusal(int status, string sentence) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            DeskAccess.SetHeaders(httpContext.Response);
            return DeskAnswer.RefuseAsync(httpContext, status, sentence);
        }
    }
}
