using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Calls an operation after the commit, waits for its outcome, and goes where that leads.</summary>
/// <remarks>An outcome with <c>retry: true</c> stays here and offers "Try again" and "Cancel".</remarks>
/// <example><code>
/// sendUserOtp:
///   call: shauryapay.generateOtp
///   with: { vehicleNumber, engineNumber, mobile: userMobile, agentId: agent.id }
///   on:
///     sent:        { set: { requestId: result.requestId }, next: userOtp }
///     declined:    { say: otpDeclined, next: vehicleNumber }
///     unavailable: { say: partnerDown, retry: true }
/// </code></example>
public sealed class CallState(string name, SourceLocation at, OperationContract contract, ImmutableArray<Binding> arguments,
    ImmutableArray<OutcomeBranch> outcomes, Timeouts timeouts) : State(name, at)
{
    /// <summary>The call could not use an answer, which is asked for again.</summary>
    private const string Unusable = "unusable";

    private const string Retry = "retry";

    private static readonly ImmutableArray<string> StaysHere = ["command retry", "reject"];

    private static readonly ImmutableArray<string> RetryLabels = ["retry.retry", "retry.cancel"];

    private static readonly ImmutableArray<Option> RetryOptions = [new(Retry, RetryLabels[0], "", Value.Of(Retry)), new("cancel", RetryLabels[1], "", Value.Of("cancel"))];

    public override string Kind => "call";

    /// <summary>It waits for its outcome, and for the person where an outcome offers to try again.</summary>
    public override bool Waits => true;

    public override bool Listens => outcomes.Any(outcome => outcome.Retry);

    public override bool AwaitsCall => true;

    public override string Detail => contract.Name;

    public OperationContract Contract => contract;

    public ImmutableArray<Binding> Arguments => arguments;

    public ImmutableArray<OutcomeBranch> Outcomes => outcomes;

    public override IEnumerable<Binding> Binds => outcomes.SelectMany(outcome => outcome.Set);

    public override Timeouts Timeouts => timeouts;

    public override IEnumerable<TransitionDefinition> Transitions
    {
        get
        {
            foreach (var outcome in outcomes) yield return new(outcome.Trigger, outcome.Next ?? Name, outcome.At);
            if (timeouts.Expire is { } expire) yield return new("expire", expire.Next, expire.At);
        }
    }

    internal override ImmutableArray<string> Stays => Listens ? StaysHere : [];

    internal override IEnumerable<string> Raises => base.Raises.Concat(contract.Outcomes.Select(outcome => OutcomeBranch.TriggerOf(outcome.Name))).Distinct();

    internal override IEnumerable<string> Onward => outcomes.Select(outcome => outcome.Next).OfType<string>();

    public override IEnumerable<SlotSource> Reads =>
        arguments.Where(argument => !contract.Parameters.Contains(argument.Name + "?")).Select(argument => argument.Source).OfType<SlotSource>()
            .Concat(SlotsRead.Of(outcomes));

    public override IEnumerable<(string? Trigger, string Slot)> Sets =>
        from outcome in outcomes
        from binding in outcome.Set
        select ((string?)outcome.Trigger, binding.Name);

    public override IEnumerable<MessageUse> Messages
    {
        get
        {
            foreach (var outcome in outcomes)
            {
                if (outcome.Say is { } say)
                {
                    yield return new(say, outcome.At, ["triesLeft", .. contract.Outcomes.FirstOrDefault(known => known.Name == outcome.Name)?.Fields ?? []],
                        outcome.Retry ? RetryLabels : null);
                }
            }

            if (timeouts.Remind is { } remind) yield return new(remind.Say, remind.At, []);
        }
    }

    public override ImmutableArray<string> ComputesFrom { get; } = [.. arguments.Select(argument => argument.Source).OfType<SlotSource>().Select(source =>
        source.Slot).Distinct()];

    internal override IEnumerable<string> UnheardTargets(Func<string, IReadOnlySet<string>?> endsUnheard) => Onward;

    internal override void Enter(ITurnContext context)
    {
        context.Call(contract.Name, Binding.Read(arguments, context.Run.Slots), contract.Consequential);
    }

    internal override void HandleReturn(ITurnContext context, CallReturned returned)
    {
        var outcome = OutcomeOf(returned.Outcome) ?? throw new InvalidOperationException($"State {Name} has no way out for the outcome {returned.Outcome}.");
        foreach (var binding in outcome.Set)
        {
            var value = binding.Source.Read(context.Run.Slots, returned.Result);
            var other = value is not null && context.Run.Flow.Slot(binding.Name) is { } slot && !slot.Fits(value) ? slot : null;
            if (other is not null)
                context.TellOperator($"{contract.Name} at {Name} brought something else than a {other.TypeName} for {binding.Name}, which is not set therefore");

            if (value is not null && other is null) context.Set(binding.Name, value);
            else context.Unset(binding.Name);
        }
        var lasting = returned.Fault is { Lasting: { Length: > 0 } why } ? why : null;
        if (lasting is not null) context.TellOperator($"{contract.Name} at {Name} cannot be done before this is mended: {lasting}");
        if (AskAgain(context, returned)) return;
        if (outcome.Retry)
        {
            context.Stay(outcome.Trigger);
            if (lasting is null) Say(context, outcome, returned, RetryChoices(context));
            else context.Say(SharedMessages.PartnerRefuses, RetryChoices(context));
            return;
        }
        Say(context, outcome, returned, []);
        context.Complete(Name, outcome.Name);
        context.Go(outcome.Trigger);
    }

    internal override void Ask(ITurnContext context) => context.Say(SharedMessages.TryAgainOrCancel, RetryChoices(context));

    internal override void Handle(ITurnContext context, Input input)
    {
        var said = ChoiceReading.Read(context, RetryOptions, payload => TapPayload.Read(payload)?.Value) is ChoiceReading.Match(var chosen) ? chosen.Value
            : context.Command;
        switch (said)
        {
            case Retry or "yes":
                context.Stay("command retry");
                // Who has asked to try again waits for what comes of it.
                foreach (var photo in QuestionsBefore(context.Run).Where(before => before.AnswerType is { TakesImage: true }))
                    context.Complete(photo.Name, Retry);
                Enter(context);
                break;
            case "cancel" or "no":
                context.Cancel();
                break;
            default:
                if (Mended(context, input) is { } question)
                {
                    context.Answer(FlowMachine.AnswerBefore, question.Name);
                    break;
                }
                context.Stay("reject");
                Ask(context);
                break;
        }
    }

    /// <summary>The words of the questions that feed the call: <c>resend</c> works where the code that was sent cannot be checked.</summary>
    internal override ImmutableArray<(string Word, string Target)> CommandsIn(FlowRun run) =>
        [.. QuestionsBefore(run).SelectMany(question => question.Commands)];

    internal override IEnumerable<(string Trigger, ImmutableArray<string> Targets)> ChosenWays(Flow flow)
    {
        var questions = flow.States.Where(Feeds).ToList();
        ImmutableArray<string> names = [.. questions.Select(question => question.Name)];
        yield return (Unusable, names);
        if (!Listens) yield break;

        yield return (FlowMachine.AnswerBefore, names);
        foreach (var word in questions.SelectMany(question => question.Commands).GroupBy(command => command.Word, command => command.Target))
            yield return ($"command {word.Key}", [.. word.Distinct()]);
    }

    /// <summary>Questions passed on the way here whose answers are the call's arguments.</summary>
    private IEnumerable<State> QuestionsBefore(FlowRun run) => run.VisitedStates.Select(run.Flow.Find).OfType<State>().Where(Feeds);

    private bool Feeds(State state) => state.Answers is { } slot && ComputesFrom.Contains(slot);

    /// <summary>The one question before the call to which this is an answer in its shape: another code, another number, another photo; null for none or
    /// several.</summary>
    private State? Mended(ITurnContext context, Input input)
    {
        State? found = null;
        foreach (var question in QuestionsBefore(context.Run))
        {
            if (!Takes(question, context, input)) continue;
            if (found is not null) return null;
            found = question;
        }

        return found;
    }

    private static bool Takes(State question, ITurnContext context, Input input) =>
        question.AnswerType is { } type
            && (input is HeardImage ? type.TakesImage
                : input.Words is { } text && text.AsSpan().ContainsAny(AskState.ValueSigns) && type is { TakesImage: false, TakesWords: false }
                    && type.Read(text, context.At, context.Words) is Inputs.Accepted);

    /// <summary>Asks for the answer again that the call could not use; false when the outcome names none.</summary>
    private bool AskAgain(ITurnContext context, CallReturned returned)
    {
        if (returned.Fault is not { Argument: { Length: > 0 } named } fault) return false;

        var slot = arguments.Where(argument => argument.Name == named).Select(argument => argument.Source).OfType<SlotSource>().FirstOrDefault()?.Slot;
        if (QuestionsBefore(context.Run).FirstOrDefault(question => question.Answers == slot) is not { } asked) return false;

        context.Say(fault.Message.Length > 0 ? fault.Message : SharedMessages.TryAgainOrCancel);
        context.Go(Unusable, asked.Name);
        return true;
    }

    internal override (string Trigger, string To)? TransitionIfComplete(FlowRun run, DateTimeOffset at) =>
        run.CompletedResults.Find(Name) is { } done && OutcomeOf(done)?.Next is { } to ? (FlowMachine.Walk, to) : null;

    private OutcomeBranch? OutcomeOf(string name)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Name == name)
                return outcome;
        }

        return null;
    }

    private static ImmutableArray<Choice> RetryChoices(ITurnContext context) =>
    [
        new(TapQuestion.Write(context.Run, Retry), Retry, 1, RetryLabels[0], ""),
        new(TapQuestion.Write(context.Run, "cancel"), "cancel", 2, RetryLabels[1], ""),
    ];

    private static void Say(ITurnContext context, OutcomeBranch outcome, CallReturned returned, ImmutableArray<Choice> choices)
    {
        if (outcome.Say is not { } message) return;

        var arguments = (returned.Result as RecordValue)?.Fields ?? [];
        if (outcome.Next is { } next && context.TriesLeft(next) is { } left)
            arguments = arguments.Add(new("triesLeft", Value.Of(left.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        context.Say(message, choices, arguments);
    }
}

/// <summary>One way a call can come out: what it sets, says, and where it leads. <paramref name="Retry"/> stays and offers to try again.</summary>
public sealed record OutcomeBranch(string Name, ImmutableArray<Binding> Set, string? Say, string? Next, bool Retry, SourceLocation At)
{
    /// <summary>The name coverage and graphs know it by.</summary>
    public string Trigger { get; } = TriggerOf(Name);

    internal static string TriggerOf(string outcome) => $"outcome {outcome}";
}
