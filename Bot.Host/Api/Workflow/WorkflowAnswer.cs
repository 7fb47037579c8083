using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Host.Api.Workflow;

/// <summary>What an endpoint answers: Interakt's envelope, for every status.</summary>
internal sealed record WorkflowAnswer(int Status, WorkflowEnvelope Body) : IResult
{
    private const string Success = "success";
    private const string Error = "error";

    /// <summary>The step was taken.</summary>
    public bool IsTaken => Status == StatusCodes.Status200OK && Body.Status == Success;

    /// <summary>200: the step was taken (<paramref name="taken"/>), or the person is to be asked again.</summary>
    public static WorkflowAnswer Of(bool taken, string message, string session, IReadOnlyList<string> options, WorkflowFacts facts) =>
        new(StatusCodes.Status200OK, new(taken ? Success : Error, message, session, options, facts));

    /// <summary>The caller did something wrong, or we cannot answer.</summary>
    public static WorkflowAnswer Refused(int status, string message, string session = "") => new(status, new(Error, message, session));

    public static WorkflowAnswer Unknown(string session) => Refused(StatusCodes.Status404NotFound, "Session not found or has expired.", session);

    public static WorkflowAnswer Invalid(string message, string session = "") => Refused(StatusCodes.Status422UnprocessableEntity, message, session);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var body = JsonSerializer.SerializeToUtf8Bytes(Body, WorkflowJson.Plain.WorkflowEnvelope);
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}

/// <param name="Status"><c>success</c>: the step was taken; go on. <c>error</c>: show the message and ask again.</param>
/// <param name="Message">What to show to the person.</param>
/// <param name="SessionId">To be sent along with every further step.</param>
/// <param name="Options">What may be chosen now, as it is shown; empty where the answer is typed.</param>
internal sealed record WorkflowEnvelope(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("session_id")] string SessionId,
    [property: JsonPropertyName("options")] IReadOnlyList<string>? Options = null,
    [property: JsonPropertyName("data")] WorkflowFacts? Data = null);

/// <summary>What a workflow may put into its own messages and decide by. Nothing personal of the customer's but the name.</summary>
internal sealed record WorkflowFacts
{
    /// <summary>The question that waits for its answer: <c>vehicleNumber</c>.</summary>
    [JsonPropertyName("state")]
    public string State { get; init; } = "";

    /// <summary>The step that answers it: <c>/fastags/assign/vehicle_number</c>; null where the options say what can be done.</summary>
    [JsonPropertyName("next_step")]
    public string? NextStep { get; init; }

    /// <summary>True: the partner has not answered yet. Send the same step again for its result.</summary>
    [JsonPropertyName("working")]
    public bool? Working { get; init; }

    [JsonPropertyName("agent_id")]
    public string? AgentId { get; init; }

    [JsonPropertyName("agent_name")]
    public string? AgentName { get; init; }

    /// <summary>Rupees.</summary>
    [JsonPropertyName("wallet_balance")]
    public decimal? WalletBalance { get; init; }

    [JsonPropertyName("fastags_left")]
    public int? FastagsLeft { get; init; }

    [JsonPropertyName("customer_name")]
    public string? CustomerName { get; init; }

    [JsonPropertyName("vehicle_number")]
    public string? VehicleNumber { get; init; }

    [JsonPropertyName("plan")]
    public string? Plan { get; init; }

    [JsonPropertyName("barcode")]
    public string? Barcode { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkflowEnvelope))]
internal sealed partial class WorkflowJson : JsonSerializerContext
{
    /// <summary>Hindi and emoji as they are.</summary>
    public static WorkflowJson Plain { get; } = new(
        new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull });
}
