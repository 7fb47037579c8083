using System.Collections.Immutable;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Asks a question; the answer is parsed by the slot's type, or by <c>as</c>, and kept in the slot of the state's name, or of <c>slot</c>.</summary>
/// <example><code>
/// userOtp:
///   ask: userOtp
///   attempts: { max: 3, then: tooManyTries }
///   commands: { resend: sendUserOtp }
///   remind: { after: 10m, say: stillThere }
///   expire: { after: 24h, next: expired }
///   next: verifyUserOtp
///
/// tagFixed:
///   ask: tagFixed
///   skip: true                 # a Skip button; `skip`, `no`, `done` leave the slot empty
///   next:
///     - { when: { tagFixed: { set: true } }, to: uploadTagFixed }
///     - { to: serialNumber }
/// </code></example>
public sealed class AskState(string name, SourceLocation at, string message, string slot, InputType type, bool skip, QuestionSettings settings,
    Next next) : State(name, at)
{
    private const string Skip = "skip";

    public override string Kind => "ask";

    private readonly ImmutableArray<KeyValuePair<string, Value>> _example = [new("example", Value.Of(type.Example))];

    public override bool Waits => true;

    public override bool Listens => true;

    public override ImmutableArray<Branch> Branches => next.Branches;

    public override InputType AnswerType => type;

    public override string Detail => type.Name;

    /// <summary>Whether it may be left unanswered.</summary>
    public bool MaySkip => skip;

    public override string? Answers => slot;

    public override Attempts? Attempts => settings.Attempts;

    public override Timeouts Timeouts => settings.Timeouts;

    public override ImmutableArray<(string Word, string Target)> Commands => settings.CommandPairs;

    public override IEnumerable<TransitionDefinition> Transitions => next.Transitions().Concat(settings.Transitions());

    public override IEnumerable<SlotSource> Reads => SlotsRead.Of(next).Where(read => read.Slot != slot);

    public override IEnumerable<(string? Trigger, string Slot)> Sets => skip ? [] : [(null, slot)];

    public override IEnumerable<MessageUse> Messages => settings.Messages().Prepend(new(message, At, ["example"], skip ? ["skip.skip"] : null));

    internal override void Enter(ITurnContext context)
    {
        context.BeginQuestion(this);
        Ask(context);
    }

    internal override void Ask(ITurnContext context) =>
        context.Say(message, skip ? [new(TapPayload.Write(context.Run, Skip), Skip, 0, "skip.skip", "")] : [], _example);

    internal override void Handle(ITurnContext context, Input input)
    {
        if (skip && IsSkip(context, input))
        {
            context.Unset(slot);
            context.Complete(Name, Skip);
            context.Stay(Skip);
            GoOn(context);
            return;
        }
        switch (ReadAnswer(input))
        {
            case Accepted accepted:
                context.Set(slot, accepted.Value);
                context.Clear(Name);
                if (accepted.Warning is { } warning) context.Say(warning, default, _example);
                GoOn(context);
                break;
            case Rejected rejected:
                context.Stay("reject");
                context.Say(settings.Reject ?? rejected.Key, default, rejected.Arguments.AddRange(_example));
                context.CountAttempt();
                break;
        }

        Reading ReadAnswer(Input heard) => heard switch
        {
            HeardImage image when type.TakesImage => new Accepted(image.Image.ToValue()),
            _ when type.TakesImage => new Rejected(SharedMessages.ImageNeeded),
            _ when heard.Words is { } text => type.Read(text, context.At),
            _ => new Rejected(SharedMessages.TextNeeded),
        };
    }

    internal override (string Trigger, string To)? TransitionIfComplete(FlowRun run, DateTimeOffset at)
    {
        if (settings.Always) return null;

        var stands = run.Slots.Has(slot) || run.CompletedResults.Find(Name) == Skip;
        return stands && next.Choose(run.Slots, at) is ({ To: { } to }, _) ? ("walk", to) : null;
    }

    private static bool IsSkip(ITurnContext context, Input input) =>
        input is HeardTap { Payload.Length: > 0 } tap ? TapPayload.Read(tap.Payload)?.Value == Skip
        : context.Command is "skip" or "no";

    private void GoOn(ITurnContext context)
    {
        var (branch, number) = next.Choose(context.Run.Slots, context.At) ?? throw new InvalidOperationException($"No branch of {Name} holds.");
        if (branch.Edit) context.AskWhatToEdit();
        else context.Go(next.TriggerOf(number), branch.To!);
    }
}
