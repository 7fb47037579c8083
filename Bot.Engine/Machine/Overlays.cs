using System.Collections.Immutable;

namespace Bot.Engine.Machine;

/// <summary>The engine's own two questions, laid over whatever the flow asks: which answer to change, which language to speak.</summary>
internal static class Overlays
{
    public const string Edit = "edit";
    public const string Language = "language";

    public static void Open(Step step, string kind)
    {
        var overlay = new Overlay(kind, 0);
        if (kind == Edit && OptionsOf(step, overlay).IsEmpty)
        {
            // Another question of the engine's own may lie there: the flow's is asked now, and hears the answer.
            step.Overlay = null;
            step.Say(SharedMessages.NothingToEdit);
            step.Ask();
            return;
        }
        step.Overlay = overlay;
        Ask(step, overlay);
    }

    public static void Ask(Step step, Overlay overlay)
    {
        var choices = Page(step, overlay);
        step.Say(overlay.Kind == Edit ? SharedMessages.EditWhich : SharedMessages.LanguageWhich, choices);
    }

    public static void Hear(Step step, Overlay overlay)
    {
        var options = OptionsOf(step, overlay);
        switch (ChoiceReading.Read(step, options, payload => payload.StartsWith(overlay.Kind + "#", StringComparison.Ordinal) ? payload[(overlay.Kind.Length + 1)..] : null))
        {
            case ChoiceReading.Chosen(var option):
                step.Overlay = null;
                Take(step, overlay, option.Value);
                break;
            case ChoiceReading.Turned(var by):
                var turned = overlay with { Page = ChoicePages.Turn(overlay.Page, by, options.Length) };
                step.Overlay = turned;
                Ask(step, turned);
                break;
            default:
                step.Say(SharedMessages.ChooseFromList, Page(step, overlay));
                break;
        }
    }

    private static ImmutableArray<Choice> Page(Step step, Overlay overlay) =>
        ChoicePages.Show(OptionsOf(step, overlay), overlay.Page, overlay.Kind);

    private static void Take(Step step, Overlay overlay, string value)
    {
        if (overlay.Kind == Edit)
        {
            step.Return("command edit", value);
            return;
        }
        step.Language = value;
        step.Say(SharedMessages.LanguageChanged);
        step.Ask();
    }

    private static ImmutableArray<Option> OptionsOf(Step step, Overlay overlay)
    {
        if (overlay.Kind == Language) return [.. step.Words.Languages.Select(language => new Option(language, "", step.Words.NameOf(language), Value.Of(language)))];
        if (step.Top is null) return [];

        var summary = (step.State as Kinds.ChooseState)?.Summary ?? [];
        var answered = step.Run.Trail.Select(name => step.Flow.Find(name)).OfType<State>().Where(state => state.Answers is { } slot && step.Run.Slots.Has(slot));
        if (!summary.IsEmpty) answered = answered.Where(state => summary.Contains(state.Answers!)).OrderBy(state => summary.IndexOf(state.Answers!));
        return [.. answered.DistinctBy(state => state.Answers).Select(state => new Option(state.Name, $"field.{state.Answers}", "", Value.Of(state.Name)))];
    }
}
