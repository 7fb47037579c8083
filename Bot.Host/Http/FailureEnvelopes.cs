namespace Bot.Host.Http;

/// <summary>Sets and finds the envelope of an endpoint.</summary>
internal static class FailureEnvelopes
{
    /// <summary>Seconds until a busy host may be asked again.</summary>
    public const string RetryAfter = "5";

    public static TBuilder WithEnvelope<TBuilder>(this TBuilder builder, IFailureEnvelope envelope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(envelope);

    /// <summary>Answers a request in the envelope of its endpoint.</summary>
    public static Task FailAsync(this HttpContext context, RequestFailure failure)
    {
        if (failure is RequestFailure.Busy) context.Response.Headers.RetryAfter = RetryAfter;
        if (failure is RequestFailure.KeyMissing { TooOften: true } or RequestFailure.AskedTooOften) context.Response.Headers.RetryAfter = "60";
        return AnswerTo(context, failure).ExecuteAsync(context);
    }

    private static IResult AnswerTo(HttpContext context, RequestFailure failure) => failure is RequestFailure.OfArea { Answer: { } answer }
        ? answer
        : (context.GetEndpoint()?.Metadata.GetMetadata<IFailureEnvelope>() ?? PlainEnvelope.Instance).AnswerTo(failure);
}
