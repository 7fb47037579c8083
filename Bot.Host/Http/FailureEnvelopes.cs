namespace Bot.Host.Http;

/// <summary>Sets and finds the envelope of an endpoint.</summary>
internal static class FailureEnvelopes
{
    public static TBuilder WithEnvelope<TBuilder>(this TBuilder builder, IFailureEnvelope envelope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(envelope);

    /// <summary>Answers a request in the envelope of its endpoint.</summary>
    public static Task FailAsync(this HttpContext context, RequestFailure failure) => failure is RequestFailure.OfArea { Answer: { } answer }
        ? answer.ExecuteAsync(context)
        : (context.GetEndpoint()?.Metadata.GetMetadata<IFailureEnvelope>() ?? PlainEnvelope.Instance).AnswerTo(failure).ExecuteAsync(context);
}
