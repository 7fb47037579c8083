using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Inputs;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>ask</c>.</summary>
internal static class AskReader
{
    public static State Read(StateReader reader)
    {
        var slot = reader.SlotName("slot") ?? reader.Name;
        var type = reader.TypeOf(slot, "as");
        return new AskState(
            reader.Name, reader.At, reader.RequiredName("ask"), slot, type, reader.Flag("skip"),
            reader.QuestionSettings(type), reader.Next(edits: true), reader.ChecksImages, Quiet(reader, type), Own(reader, type, slot));
    }

    private static TimeSpan? Quiet(StateReader reader, InputType type)
    {
        if (reader.Take("quiet") is not { } node) return null;

        if (!type.TakesImage) reader.Report(node.At, $"'{reader.Name}' asks for no photo, so its question is said at once", "take 'quiet' out");
        return reader.Duration("quiet");
    }

    /// <summary>The slot of a number that the person's own card proves.</summary>
    private static SlotSource? Own(StateReader reader, InputType type, string slot)
    {
        if (reader.SlotName("own") is not { } own) return null;

        var at = reader.Take("own")!.At;
        if (!type.TakesContact) reader.Report(at, $"'{reader.Name}' takes no contact card, so none proves its answer", "take 'own' out");
        else if (own == slot) reader.Report(at, $"'{own}' holds every answer, also one that nothing proves", "name a slot of its own");
        return new(own, at);
    }
}
