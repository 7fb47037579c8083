using Bot.Engine.Lives;

namespace Bot.Engine.Abstractions;

/// <summary>How far a message is known to have got: <see cref="DeliveryStatus"/>, and that nothing was heard of it.</summary>
public enum DeliveryStage
{
    /// <summary>The provider has told nothing of it.</summary>
    Unheard,

    /// <inheritdoc cref="DeliveryStatus.Queued"/>
    Queued,

    /// <inheritdoc cref="DeliveryStatus.Sent"/>
    Sent,

    /// <inheritdoc cref="DeliveryStatus.Delivered"/>
    Delivered,

    /// <inheritdoc cref="DeliveryStatus.Read"/>
    Read,

    /// <inheritdoc cref="DeliveryStatus.Failed"/>
    Failed,
}

/// <summary>
/// The life of a message at its provider: it only ever moves up, and a failure ends it unless it was delivered before. Events come late, twice and out of
/// order, so one that says less than is known is no fault; it changes nothing.
/// </summary>
public static class DeliveryLife
{
    /// <summary>Every event, wherever a message stands. The stores' SQL is made of it.</summary>
    public static Life<DeliveryStage, DeliveryStatus> Definition { get; } = new("status", DeliveryStage.Unheard, Refusal, life =>
    {
        life.Configure(DeliveryStage.Unheard)
            .Permit(DeliveryStatus.Queued, DeliveryStage.Queued)
            .Permit(DeliveryStatus.Sent, DeliveryStage.Sent)
            .Permit(DeliveryStatus.Delivered, DeliveryStage.Delivered)
            .Permit(DeliveryStatus.Read, DeliveryStage.Read)
            .Permit(DeliveryStatus.Failed, DeliveryStage.Failed);
        life.Configure(DeliveryStage.Queued)
            .Ignore(DeliveryStatus.Queued)
            .Permit(DeliveryStatus.Sent, DeliveryStage.Sent)
            .Permit(DeliveryStatus.Delivered, DeliveryStage.Delivered)
            .Permit(DeliveryStatus.Read, DeliveryStage.Read)
            .Permit(DeliveryStatus.Failed, DeliveryStage.Failed);
        life.Configure(DeliveryStage.Sent)
            .Ignore(DeliveryStatus.Queued).Ignore(DeliveryStatus.Sent)
            .Permit(DeliveryStatus.Delivered, DeliveryStage.Delivered)
            .Permit(DeliveryStatus.Read, DeliveryStage.Read)
            .Permit(DeliveryStatus.Failed, DeliveryStage.Failed);
        life.Configure(DeliveryStage.Delivered)
            .Ignore(DeliveryStatus.Queued).Ignore(DeliveryStatus.Sent).Ignore(DeliveryStatus.Delivered).Ignore(DeliveryStatus.Failed)
            .Permit(DeliveryStatus.Read, DeliveryStage.Read);
        life.Configure(DeliveryStage.Read)
            .Ignore(DeliveryStatus.Queued).Ignore(DeliveryStatus.Sent).Ignore(DeliveryStatus.Delivered).Ignore(DeliveryStatus.Read)
            .Ignore(DeliveryStatus.Failed);
        life.Configure(DeliveryStage.Failed)
            .Ignore(DeliveryStatus.Queued).Ignore(DeliveryStatus.Sent).Ignore(DeliveryStatus.Delivered).Ignore(DeliveryStatus.Read)
            .Ignore(DeliveryStatus.Failed);
    });

    /// <summary>What stands after an event; <paramref name="reached"/> is null when nothing was heard before.</summary>
    public static DeliveryStatus After(DeliveryStatus? reached, DeliveryStatus heard) => StatusOf(Definition.Make(heard, StageOf(reached)))!.Value;

    /// <summary>What an event takes a message out of; null stands for nothing heard.</summary>
    public static IEnumerable<DeliveryStatus?> Before(DeliveryStatus heard) => Definition.Before(heard).Select(StatusOf);

    private static DeliveryStage StageOf(DeliveryStatus? status) => status is { } known ? Enum.Parse<DeliveryStage>(known.ToString()) : DeliveryStage.Unheard;

    private static DeliveryStatus? StatusOf(DeliveryStage stage) => stage == DeliveryStage.Unheard ? null : Enum.Parse<DeliveryStatus>(stage.ToString());

    private static string Refusal(DeliveryStatus status, DeliveryStage stage) => $"A message that is {stage} cannot become {status}.";
}
