using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Execution;

/// <summary>The engine's own two questions, laid over the question of the flow: which answer to change, which language to speak.</summary>
internal static class Interrupts
{
    public const string Edit = "edit";
    public const string Language = "language";

    /// <summary>A longer text is no wish to change an answer.</summary>
    private const int LongestWish = 60;

    private const int MostCommandWords = 3;

    /// <summary>A run has ended by itself, and the person has not heard of it.</summary>
    public const string Ended = "ended";

    /// <summary>The person is asked whether to begin again what has ended.</summary>
    public const string Again = "again";

    private static readonly ImmutableArray<Option> AgainOptions =
        [new("again", "again.again", "", Value.Of("again")), new("menu", "again.menu", "", Value.Of("menu"))];

    public static void Open(TurnContext context, string kind)
    {
        var interrupt = new Interrupt(kind, 0);
        if (kind == Edit && OptionsOf(context, interrupt).IsEmpty)
        {
            // Another question of the engine's own may lie there: the flow's is asked now, and hears the answer.
            context.Interrupt = null;
            context.Say(SharedMessages.NothingToEdit);
            context.Ask();
            return;
        }
        context.Interrupt = interrupt;
        Ask(context, interrupt);
    }

    /// <summary>"Change mobile", "mobile badlo", "amount galat hai": the answer is named along with the command. False where none is, or several are.</summary>
    public static bool TryEdit(TurnContext context)
    {
        if (context.Input is not { IsLate: false, Words: { Length: <= LongestWish } text } || EditBeside(context, WordForm.Of(text).Split(' ')) is not { } named)
            return false;

        var interrupt = new Interrupt(Edit, 0);
        if (new ChoiceMatching(context, OptionsOf(context, interrupt), named).Best() is not [var one]) return false;

        Take(context, interrupt, one.Value);
        return true;
    }

    /// <summary>What a text that begins or ends with the command says besides; null for one that says yes or no, or something else, as well.</summary>
    private static string? EditBeside(TurnContext context, string[] said)
    {
        for (var count = Math.Min(MostCommandWords, said.Length - 1); count > 0; count--)
        {
            var named = Is(said[..count]) ? said[count..] : Is(said[^count..]) ? said[..^count] : null;
            if (named is not null) return named.Any(word => context.Words.CommandOf(word) is not null) ? null : string.Join(' ', named);
        }

        return null;

        bool Is(string[] words) => context.Words.CommandOf(string.Join(' ', words)) == Edit;
    }

    public static void Ask(TurnContext context, Interrupt interrupt)
    {
        var choices = Page(context, interrupt);
        if (interrupt.Kind == Again)
        {
            context.SayOf(interrupt.Flow, SharedMessages.BeginAgain, choices);
            return;
        }
        context.Say(interrupt.Kind == Edit ? SharedMessages.EditWhich : SharedMessages.LanguageWhich, choices);
    }

    public static void Handle(TurnContext context, Interrupt interrupt)
    {
        var options = OptionsOf(context, interrupt);
        switch (
            ChoiceReading.Read(context, options,
                payload => payload.StartsWith(interrupt.Kind + "#", StringComparison.Ordinal) ? payload[(interrupt.Kind.Length + 1)..] : null))
        {
            case ChoiceReading.Match(var option):
                context.Interrupt = null;
                Take(context, interrupt, option.Value);
                break;
            case ChoiceReading.Page(var by):
                var turned = interrupt with { Page = ChoicePages.Turn(interrupt.Page, by, options.Length) };
                context.Interrupt = turned;
                Ask(context, turned);
                break;
            case ChoiceReading.Several(var several) when several.Length <= ChoicePages.RowsLimit:
                context.Say(SharedMessages.ChooseOneOf, ChoicePages.Show(options, several, interrupt.Kind));
                break;
            case ChoiceReading.NoMatch when interrupt.Kind == Again:
                TakeAgain(context, interrupt);
                break;
            default:
                context.Say(SharedMessages.ChooseFromList, Page(context, interrupt));
                break;
        }
    }

    /// <summary>Tells what has ended by itself, once.</summary>
    /// <param name="offer">Whether to ask if it shall begin again; not where the person has said already what they want.</param>
    public static void TellEnd(TurnContext context, Interrupt ended, bool offer)
    {
        context.SayOf(ended.Flow, SharedMessages.Ended);
        context.Interrupt = offer ? new Interrupt(Again, 0, ended.Flow) : null;
        if (offer) Ask(context, context.Interrupt!);
    }

    public static void BeginAgain(TurnContext context, Interrupt interrupt) => Take(context, interrupt, "again");

    private static void TakeAgain(TurnContext context, Interrupt interrupt)
    {
        if (context.Command is "yes" or "retry") Take(context, interrupt, "again");
        else if (context.Command is "no") Take(context, interrupt, "menu");
        else Ask(context, interrupt);
    }

    private static ImmutableArray<Choice> Page(TurnContext context, Interrupt interrupt) =>
        ChoicePages.Show(OptionsOf(context, interrupt), interrupt.Page, interrupt.Kind);

    private static void Take(TurnContext context, Interrupt interrupt, string value)
    {
        if (interrupt.Kind == Again)
        {
            context.Interrupt = null;
            context.Start(value == "again" ? Opening(context.Flows, interrupt.Flow) : context.Flows.Entry, Slots.Empty);
            return;
        }
        if (interrupt.Kind == Edit)
        {
            // In another order the photos that were sent ahead would answer other questions.
            context.Deferred = [];
            context.Return(FlowMachine.Edit, value);
            return;
        }
        context.Speech.Choose(value);
        context.Say(SharedMessages.LanguageChanged);
        context.Ask();
    }

    /// <summary>The flow itself, or the one that leads to it with what it needs.</summary>
    private static Flow Opening(FlowSet flows, string ended) =>
        flows.Find(ended) is { Needs.IsEmpty: true } itself ? itself
        : flows.All.FirstOrDefault(flow => flow.Needs.IsEmpty && flow != flows.Entry && flow.States.Any(state => state.Subflow == ended)) ?? flows.Entry;

    private static ImmutableArray<Option> OptionsOf(TurnContext context, Interrupt interrupt)
    {
        if (interrupt.Kind == Language)
            return [.. context.Words.Languages.Select(language => new Option(language, "", context.Words.NameOf(language), Value.Of(language)))];
        if (interrupt.Kind == Again) return AgainOptions;
        if (context.Top is null) return [];

        var summary = context.State.Summary;
        var answered = context.Run.VisitedStates.Select(name => context.Flow.Find(name)).OfType<State>()
            .Where(state => state.Answers is { } slot && (context.Run.Slots.Has(slot) || context.Run.CompletedResults.Find(state.Name) == AskState.Skip));
        if (!summary.IsEmpty) answered = answered.Where(state => summary.Contains(state.Answers!)).OrderBy(state => summary.IndexOf(state.Answers!));
        return [.. answered.DistinctBy(state => state.Answers).Select(state => new Option(state.Name, $"field.{state.Answers}", "", Value.Of(state.Name)))];
    }
}
