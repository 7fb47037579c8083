using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Offers choices: fixed values with labels in the messages files, or rows that an earlier call returned. More than ten are paged.</summary>
/// <example><code>
/// idProofType:
///   choose: idProofType
///   options: [pan, passport, drivingLicence, voterId]
///   next: idProofNumber
///
/// plan:
///   choose: plan
///   options: { from: plans, value: id, label: name }   # a slot of type record keeps the whole row
///   next: createWallet
///
/// confirm:
///   choose: confirm
///   options: [yes, no]
///   always: true                                        # asked whenever the conversation comes by
///   summary: [vehicleNumber, userMobile, plan]          # what may be changed from here, in this order
///   next:
///     - { when: { confirm: yes }, to: activate }
///     - { edit: any }
/// </code></example>
public sealed class ChooseState(string name, SourceLocation at, string message, string slot, bool keepsRow, Choosable options, ImmutableArray<string> summary,
    QuestionSettings settings, Next next) : State(name, at)
{
    private static readonly ImmutableArray<string> StaysHere = ["reject", "noAnswer", "page", "several"];

    private readonly ImmutableArray<Option> _fixed = options.Fixed(slot);

    public override string Kind => "choose";

    public override bool Waits => true;

    public override bool Listens => true;

    public override ImmutableArray<Branch> Branches => next.Branches;

    public override ImmutableArray<string> Summary => summary;

    public override Choosable Choices => options;

    public override string Detail => options.From is { } from ? $"from {from.Path}" : string.Join(" / ", options.Values);

    public override string? Answers => slot;

    public override bool IsAskedAnew => settings.Always;

    public override Attempts? Attempts => settings.Attempts;

    public override Timeouts Timeouts => settings.Timeouts;

    public override ImmutableArray<(string Word, string Target)> Commands => settings.CommandPairs;

    public override IEnumerable<TransitionDefinition> Transitions => next.Transitions().Concat(settings.Transitions());

    internal override IEnumerable<(string Trigger, Condition? When)> Edits => next.Edits();

    internal override ImmutableArray<string> Stays => StaysHere;

    public override IEnumerable<SlotSource> Reads
    {
        get
        {
            var conditions = SlotsRead.Of(next).Where(read => read.Slot != slot);
            return options.From is { } from ? conditions.Prepend(from) : conditions;
        }
    }

    public override IEnumerable<(string? Trigger, string Slot)> Sets => [(null, slot)];

    public override ImmutableArray<string> ComputesFrom => options.From is { } from ? [from.Slot] : [];

    public override IEnumerable<MessageUse> Messages
    {
        get
        {
            var labels = options.LabelKeys(slot);
            yield return new(message, At, ["choices"], labels, options.From is not null);
            foreach (var use in settings.Messages()) yield return use with { Arguments = ["choices"], Choices = labels, DataChoices = options.From is not null };
        }
    }

    internal override void Enter(ITurnContext context)
    {
        context.BeginQuestion(this);
        if (options.From is { } from && Offered(context.Run).IsEmpty) context.TellOperator($"{Name} asks for one of no choices: {from.Path} has no rows");
        Ask(context);
    }

    internal override void Ask(ITurnContext context) => context.Say(message, Page(context));

    internal override void Handle(ITurnContext context, Input input)
    {
        // What is decided anew each time is not decided by words from before the question; a tap names its question itself.
        if (settings.Always && input is { IsLate: true, Words: not null })
        {
            context.Stay("noAnswer");
            Ask(context);
            return;
        }

        var offered = Offered(context.Run);
        switch (ChoiceReading.Read(context, offered, payload => TapPayload.Read(payload)?.Value))
        {
            case ChoiceReading.Match(var option):
                context.Set(slot, keepsRow || option.Row is TextValue ? option.Row : Value.Of(option.Value));
                GoOn(context);
                break;
            case ChoiceReading.Page(var by):
                context.Run.Page = ChoicePages.Turn(context.Run.Page, by, offered.Length);
                context.Stay("page");
                Ask(context);
                break;
            case ChoiceReading.Several(var several) when several.Length <= ChoicePages.RowsLimit:
                context.Stay("several");
                context.Say(SharedMessages.ChooseOneOf, ChoicePages.Show(offered, several, TapQuestion.Of(context.Run)));
                break;
            default:
                Reject(context, input);
                break;
        }
    }

    /// <summary>A greeting or a sticker gets the question again; only words that are none of the options are a wrong answer.</summary>
    private void Reject(ITurnContext context, Input input)
    {
        if (NoAnswer.IsGreeting(context))
        {
            context.Stay("noAnswer");
            Ask(context);
            return;
        }
        if (context.TryEdit()) return;

        context.Stay("reject");
        context.Say(settings.Reject.Everything ?? SharedMessages.ChooseFromList, Page(context));
        if (input is { IsLate: false, Words: { } text } && !NoAnswer.IsQuestion(text)) context.CountAttempt();
    }

    internal override (string Trigger, string To)? TransitionIfComplete(FlowRun run, DateTimeOffset at) =>
        !settings.Always && run.Slots.Has(slot) && next.Choose(run.Slots, at) is ({ To: { } to }, _) ? (FlowMachine.Walk, to) : null;

    private ImmutableArray<Choice> Page(ITurnContext context) => ChoicePages.Show(Offered(context.Run), context.Run.Page, TapQuestion.Of(context.Run));

    private ImmutableArray<Option> Offered(FlowRun run) => options.From is { } from ? options.Listed(from, run.Slots) : _fixed;

    private void GoOn(ITurnContext context)
    {
        var (branch, number) = next.Choose(context.Run.Slots, context.At) ?? throw new InvalidOperationException($"No branch of {Name} holds.");
        if (!branch.Edit)
        {
            context.Go(next.TriggerOf(number));
            return;
        }
        // The answer only said that something is to be changed; the question is open again when the person comes back.
        context.Unset(slot);
        context.Stay(next.TriggerOf(number));
        context.AskWhatToEdit();
    }
}
