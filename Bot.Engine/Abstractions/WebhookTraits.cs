namespace Bot.Engine.Abstractions;

/// <summary>What a channel's webhook needs besides its events.</summary>
public sealed record WebhookTraits
{
    /// <summary>A secret, any answer, and no question beforehand.</summary>
    public static WebhookTraits Usual { get; } = new();

    /// <summary>
    /// A secret is set, so every call must prove itself. Without one (Development only) callers on this machine alone are heard. Default: true.
    /// </summary>
    public bool Guarded { get; init; } = true;

    /// <summary>The provider wants 200 without a body. Default: false.</summary>
    public bool WantsEmptyAnswer { get; init; }

    /// <summary>
    /// Answers the GET by which the provider checks the webhook's address; told how to look up a query value, empty when absent. Null (the default) where the
    /// provider asks no such thing.
    /// </summary>
    public Func<Func<string, string>, WebhookVerification>? Verify { get; init; }
}

/// <summary>The answer to a provider that checks a webhook's address.</summary>
/// <param name="Text">Plain text for a 200; null to refuse with 403.</param>
/// <param name="Refusal">Why it is refused: a sentence for the one who sets the webhook up.</param>
public sealed record WebhookVerification(string? Text, string Refusal = "");
