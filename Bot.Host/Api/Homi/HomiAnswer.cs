using System.Globalization;
using System.Text.Json;

namespace Bot.Host.Api.Homi;

/// <summary>What an endpoint answers: a status and a body in one of the documented shapes.</summary>
internal sealed record HomiAnswer(int Status, object Body, TimeSpan? RetryAfter = null) : IResult
{
    /// <summary>Where the state of what was begun can be asked for; null where there is none.</summary>
    public string? Location { get; init; }

    /// <summary>Says that a lead without a consent will not be taken for ever.</summary>
    public const string ConsentHeader = "Consent-Required";

    /// <summary>The request brought no consent, and none is required yet.</summary>
    public bool LacksConsent { get; init; }

    public static HomiAnswer Ok(object body) => new(StatusCodes.Status200OK, body);

    /// <param name="message">Stable words, as documented.</param>
    /// <param name="code">Stable, for a program.</param>
    /// <param name="error">What to do about it.</param>
    /// <param name="phone">As it was given; null where the request has none.</param>
    public static HomiAnswer Error(int status, string message, string code, string error, string? phone = null, TimeSpan? retryAfter = null) =>
        new(status, new ErrorAnswer(false, message, new() { PhoneNumber = phone, Error = error, Code = code, RetryAfter = Seconds(retryAfter) }), retryAfter);

    /// <summary>503: the database does not answer.</summary>
    public static HomiAnswer Away(string error, string? phone = null) =>
        Error(StatusCodes.Status503ServiceUnavailable, "The service is not available at the moment", "database_away", error, phone, TimeSpan.FromSeconds(5));

    /// <summary>422 with every field's fault; the message holds them all.</summary>
    public static HomiAnswer Invalid(IReadOnlyDictionary<string, string> faults, string? phone = null) =>
        new(StatusCodes.Status422UnprocessableEntity, new ErrorAnswer(false, string.Join("; ", faults.Values), new()
        {
            PhoneNumber = phone,
            Error = $"Correct these fields: {string.Join(", ", faults.Keys)}.",
            Code = "invalid_fields",
            Errors = faults,
        }));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var body = JsonSerializer.SerializeToUtf8Bytes(Body, Body.GetType(), HomiJson.Readable);
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        if (LacksConsent) response.Headers[ConsentHeader] = "soon; send a consent object, see lead_create in /docs";
        response.Headers.XContentTypeOptions = "nosniff";
        if (Location is not null) response.Headers.Location = Location;
        if (Seconds(RetryAfter) is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private static int? Seconds(TimeSpan? wait) => wait is { } time ? Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)) : null;
}
