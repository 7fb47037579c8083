using Bot.Host.Http;

namespace Bot.Host.Console;

/// <summary>Failures as the console's page reads them: <c>{"message":...}</c>.</summary>
internal sealed class ConsoleEnvelope : IFailureEnvelope
{
    public static readonly ConsoleEnvelope Instance = new();

    public IResult AnswerTo(RequestFailure failure) => failure switch
    {
        RequestFailure.KeyMissing absent => new Refusal(absent.Status, absent.TooOften ? absent.Sentence : "The console needs an API key."),
        RequestFailure.ScopeMissing missing => new Refusal(StatusCodes.Status403Forbidden, Sentences.ScopeMissing(missing.Scope)),
        RequestFailure.Busy => new Refusal(StatusCodes.Status503ServiceUnavailable, Sentences.Busy),
        RequestFailure.TooLarge large => new Refusal(StatusCodes.Status413PayloadTooLarge, $"At most {large.Limit} bytes are taken."),
        RequestFailure.StoreUnavailable => new Refusal(StatusCodes.Status503ServiceUnavailable, "The database cannot be used just now; try again later."),
        RequestFailure.Unreadable bad => new Refusal(bad.Status, "The request could not be read."),
        RequestFailure.Internal broken => new Refusal(StatusCodes.Status500InternalServerError, $"Something is broken here; it is in the log under {broken.Reference}."),
        var other => throw new InvalidOperationException($"{other.GetType().Name} does not happen in the console."),
    };

    private sealed class Refusal(int status, string sentence) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            ConsoleAccess.SetHeaders(httpContext.Response);
            return ConsoleAnswer.RefuseAsync(httpContext, status, sentence);
        }
    }
}
