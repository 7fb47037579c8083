namespace Bot.Engine.Flows.Kinds;

/// <summary>Ends the run. Its name is the outcome for the flow below; the message may be left out.</summary>
/// <example><code>
/// completed:
///   end: activated
/// expired:
///   end:
/// </code></example>
public sealed class EndState(string name, SourceLocation at, string? message) : State(name, at)
{
    public override string Kind => "end";

    public override bool EndsRun => true;

    public override IEnumerable<TransitionDefinition> Transitions => [];

    public override IEnumerable<MessageUse> Messages => message is null ? [] : [new(message, At, [])];

    internal override void Enter(ITurnContext context)
    {
        if (message is not null) context.Say(message);
        context.Finish(Name);
    }
}
