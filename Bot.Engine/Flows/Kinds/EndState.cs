namespace Bot.Engine.Flows.Kinds;

/// <summary>Ends the run. Its name is the outcome for the flow below; the message may be left out, and a row of the answers be kept.</summary>
/// <example><code>
/// completed:
///   end: activated
///   keep: bookings
/// expired:
///   end:
/// </code></example>
public sealed class EndState(string name, SourceLocation at, string? message, string? keeps = null) : State(name, at)
{
    public override string Kind => "end";

    public override bool EndsRun => true;

    public override string? Keeps => keeps;

    public override IEnumerable<TransitionDefinition> Transitions => [];

    public override IEnumerable<MessageUse> Messages => message is null ? [] : [new(message, At, [])];

    internal override void Enter(ITurnContext context)
    {
        if (message is not null) context.Say(message);
        if (keeps is not null) context.Keep(keeps);
        context.Finish(Name);
    }
}
