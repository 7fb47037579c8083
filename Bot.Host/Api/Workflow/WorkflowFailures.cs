using Bot.Host.Http;

namespace Bot.Host.Api.Workflow;

/// <summary>Failures in Interakt's envelope: <c>{"status":"error","message":...,"session_id":""}</c>.</summary>
internal sealed class WorkflowFailures : IFailureEnvelope
{
    public static readonly WorkflowFailures Instance = new();

    public static WorkflowAnswer NoSuchStep { get; } = WorkflowAnswer.Refused(StatusCodes.Status404NotFound, "There is no such step; GET /docs lists them.");

    public static WorkflowAnswer MethodNotAllowed { get; } = WorkflowAnswer.Refused(StatusCodes.Status405MethodNotAllowed, "Use POST.");

    public static WorkflowAnswer NotJson { get; } = WorkflowAnswer.Refused(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON; send Content-Type: application/json.");

    public IResult AnswerTo(RequestFailure failure) => failure switch
    {
        RequestFailure.KeyMissing absent => WorkflowAnswer.Refused(absent.Status, absent.Sentence),
        RequestFailure.ScopeMissing missing => WorkflowAnswer.Refused(StatusCodes.Status403Forbidden, Sentences.ScopeMissing(missing.Scope)),
        RequestFailure.NotJson => NotJson,
        RequestFailure.TooLarge => TooLarge(StatusCodes.Status413PayloadTooLarge),
        RequestFailure.BrokenJson => WorkflowAnswer.Refused(StatusCodes.Status400BadRequest, "The body is not valid JSON."),
        RequestFailure.NotAnObject => WorkflowAnswer.Invalid("The body must be a JSON object."),
        RequestFailure.Unreadable { Status: StatusCodes.Status413PayloadTooLarge } bad => TooLarge(bad.Status),
        RequestFailure.Unreadable bad => WorkflowAnswer.Refused(bad.Status, "The request could not be read."),
        RequestFailure.QueueFull => WorkflowAnswer.Refused(StatusCodes.Status429TooManyRequests, "Too many steps of this session are waiting; send this one again later."),
        RequestFailure.Busy => WorkflowAnswer.Refused(StatusCodes.Status503ServiceUnavailable, Sentences.Busy),
        RequestFailure.StoreUnavailable => WorkflowAnswer.Refused(StatusCodes.Status503ServiceUnavailable, "The service is not available at the moment; send this step again later."),
        RequestFailure.Internal broken => WorkflowAnswer.Refused(StatusCodes.Status500InternalServerError, $"Something went wrong on our side; it is in the log under {broken.Reference}. The same step may be sent again."),
        var other => throw new InvalidOperationException($"{other.GetType().Name} does not happen in this area."),
    };

    private static WorkflowAnswer TooLarge(int status) => WorkflowAnswer.Refused(status, "The body is too large.");
}
