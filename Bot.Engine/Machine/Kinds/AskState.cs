using System.Collections.Immutable;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;

namespace Bot.Engine.Machine.Kinds;

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
public sealed class AskState(string name, Mark at, string message, string slot, InputType type, bool skip, QuestionSettings settings, Next next) : State(name, at)
{
    private const string Skip = "skip";

    public override string Kind => "ask";

    private readonly ImmutableArray<KeyValuePair<string, Value>> _example = [new("example", Value.Of(type.Example))];

    public override bool Waits => true;

    public override bool Listens => true;

    public override ImmutableArray<Branch> Branches => next.Branches;

    public bool TakesImage => type.TakesImage;

    /// <summary>How its answers are read.</summary>
    public InputType Type => type;

    /// <summary>Whether it may be left unanswered.</summary>
    public bool MaySkip => skip;

    public override string? Answers => slot;

    public override Attempts? Attempts => settings.Attempts;

    public override Patience Patience => settings.Patience;

    public override ImmutableArray<(string Word, string Target)> Commands => settings.CommandPairs;

    public override IEnumerable<Edge> Edges => next.Edges().Concat(settings.Edges());

    public override IEnumerable<SlotSource> Reads => Kinds.Reads.Of(next).Where(read => read.Slot != slot);

    public override IEnumerable<(string? Trigger, string Slot)> Sets => skip ? [] : [(null, slot)];

    public override IEnumerable<MessageUse> Messages => settings.Messages().Prepend(new(message, At, ["example"], skip ? ["skip.skip"] : null));

    internal static State Read(StateReader reader)
    {
        var slot = reader.SlotName("slot") ?? reader.Name;
        return new AskState(reader.Name, reader.At, reader.RequiredName("ask"), slot, reader.TypeOf(slot, "as"), reader.Flag("skip"), QuestionSettings.Read(reader), reader.Next(edits: true));
    }

    internal override void Enter(Step step)
    {
        step.BeginQuestion(this);
        Ask(step);
    }

    internal override void Ask(Step step) =>
        step.Say(message, skip ? [new(TapOn.Write(step.Run, Skip), Skip, 0, "skip.skip", "")] : [], _example);

    internal override void Hear(Step step, Input input)
    {
        if (skip && IsSkip(step, input))
        {
            step.Unset(slot);
            step.Stands(Name, Skip);
            step.Stay(Skip);
            GoOn(step);
            return;
        }
        switch (ReadAnswer(input))
        {
            case Accepted accepted:
                step.Set(slot, accepted.Value);
                step.Forget(Name);
                if (accepted.Warning is { } warning) step.Say(warning, default, _example);
                GoOn(step);
                break;
            case Rejected rejected:
                step.Stay("reject");
                step.Say(settings.Reject ?? rejected.Key, default, rejected.Arguments.AddRange(_example));
                step.CountAttempt();
                break;
        }

        Reading ReadAnswer(Input heard) => heard switch
        {
            HeardImage image when type.TakesImage => new Accepted(image.Image.ToValue()),
            _ when type.TakesImage => new Rejected(SharedMessages.ImageNeeded),
            _ when Listening.TextOf(heard) is { } text => type.Read(text, step.At),
            _ => new Rejected(SharedMessages.TextNeeded),
        };
    }

    internal override (string Trigger, string To)? Passes(FlowRun run, DateTimeOffset at)
    {
        if (settings.Always) return null;

        var stands = run.Slots.Has(slot) || run.Done.Find(Name) == Skip;
        return stands && next.Choose(run.Slots, at) is ({ To: { } to }, _) ? ("walk", to) : null;
    }

    private static bool IsSkip(Step step, Input input) =>
        input is HeardTap { Payload.Length: > 0 } tap ? TapOn.Read(tap.Payload)?.Value == Skip
        : step.Command is "skip" or "no";

    private void GoOn(Step step)
    {
        var (branch, number) = next.Choose(step.Run.Slots, step.At) ?? throw new InvalidOperationException($"No branch of {Name} holds.");
        if (branch.Edit) Overlays.Open(step, Overlays.Edit);
        else step.Go(next.TriggerOf(number), branch.To!);
    }
}
