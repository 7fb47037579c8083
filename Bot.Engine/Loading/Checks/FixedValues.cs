using Bot.Engine.Flows;
using Bot.Engine.Inputs;

namespace Bot.Engine.Loading.Checks;

/// <summary>What is set into a slot that people answer is what an answer could be: a fixed text of its type, or the value of a slot of such a type.</summary>
internal sealed class FixedValues : IFlowCheck
{
    /// <summary>When answers are read here; a day that only its bounds refuse may be one on another day.</summary>
    private static readonly DateTimeOffset AnyDay = new(2027, 1, 1, 6, 30, 0, TimeSpan.Zero);

    public string Name => "fixed-values";

    public IEnumerable<Issue> Check(FlowAnalysis analysis) =>
        from flow in analysis.Flows
        from state in flow.States
        from binding in state.Binds
        let slot = flow.Slot(binding.Name)
        where slot?.Type is { IsTyped: true, TakesWords: false, Secret: false, IsCode: false }
        let issue = binding.Source switch
        {
            TextSource { Text.Text: { Length: > 0 } text } => OfText(binding, text, slot!),
            SlotSource source when flow.Slot(source.Path) is { } copied => OfSlot(source, copied, slot!),
            _ => null,
        }
        where issue is not null
        select issue!;

    private static Issue? OfText(Binding binding, string text, SlotDefinition slot) => Takes(slot.Type!, text) ? null
        : Issue.At(binding.Source.At, $"'{text}' is no {slot.TypeName} as '{slot.Name}' keeps it",
            Kept(slot.Type!) is { } example ? $"write it as {{ text: \"{example}\" }} is written" : "write it as an answer is kept", warning: true);

    private static Issue? OfSlot(SlotSource source, SlotDefinition from, SlotDefinition to) =>
        from.Type is null or { TakesWords: true } || from.Type.Name == to.Type!.Name || Kept(from.Type) is not { } value || Takes(to.Type, value) ? null
        : Issue.At(source.At, $"'{from.Name}' holds a {from.TypeName}, which is no {to.TypeName} for '{to.Name}'", "copy it into a slot of its own type", warning: true);

    /// <summary>The type's example as its slot keeps it; null where it is none now.</summary>
    private static string? Kept(InputType type) => !type.Values.IsEmpty ? type.Values[0]
        : type.IsTyped && type.Read(ExampleOf(type), AnyDay) is Accepted accepted ? accepted.Value.Text : null;

    private static string ExampleOf(InputType type) =>
        type.MovingArguments(AnyDay)?.Where(argument => argument.Key == "example").Select(argument => argument.Value.Text).FirstOrDefault() ?? type.Example;

    /// <summary>Whether a text is a value as the slot keeps it.</summary>
    private static bool Takes(InputType type, string text) => !type.Values.IsEmpty ? type.Values.Contains(text)
        : type.Read(text, AnyDay) is var reading && (reading is Accepted accepted ? accepted.Value.Text == text : reading is Rejected { OfShape: true });
}
