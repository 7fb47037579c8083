using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Execution;

/// <summary>The engine's own two questions, laid over the question of the flow: which answer to change, which language to speak.</summary>
internal static class Interrupts
{
    public const string Edit = "edit";
    public const string Language = "language";

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

    public static void Ask(TurnContext context, Interrupt interrupt)
    {
        var choices = Page(context, interrupt);
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
            default:
                context.Say(SharedMessages.ChooseFromList, Page(context, interrupt));
                break;
        }
    }

    private static ImmutableArray<Choice> Page(TurnContext context, Interrupt interrupt) =>
        ChoicePages.Show(OptionsOf(context, interrupt), interrupt.Page, interrupt.Kind);

    private static void Take(TurnContext context, Interrupt interrupt, string value)
    {
        if (interrupt.Kind == Edit)
        {
            context.Return(FlowMachine.Edit, value);
            return;
        }
        context.Language = value;
        context.Say(SharedMessages.LanguageChanged);
        context.Ask();
    }

    private static ImmutableArray<Option> OptionsOf(TurnContext context, Interrupt interrupt)
    {
        if (interrupt.Kind == Language)
            return [.. context.Words.Languages.Select(language => new Option(language, "", context.Words.NameOf(language), Value.Of(language)))];
        if (context.Top is null) return [];

        var summary = context.State.Summary;
        var answered = context.Run.VisitedStates.Select(name => context.Flow.Find(name)).OfType<State>()
            .Where(state => state.Answers is { } slot && context.Run.Slots.Has(slot));
        if (!summary.IsEmpty) answered = answered.Where(state => summary.Contains(state.Answers!)).OrderBy(state => summary.IndexOf(state.Answers!));
        return [.. answered.DistinctBy(state => state.Answers).Select(state => new Option(state.Name, $"field.{state.Answers}", "", Value.Of(state.Name)))];
    }
}
