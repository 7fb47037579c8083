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
            reader.QuestionSettings(type), reader.Next(edits: true), reader.ChecksImages, Quiet(reader, type));
    }

    private static TimeSpan? Quiet(StateReader reader, InputType type)
    {
        if (reader.Take("quiet") is not { } node) return null;

        if (!type.TakesImage) reader.Report(node.At, $"'{reader.Name}' asks for no photo, so its question is said at once", "take 'quiet' out");
        return reader.Duration("quiet");
    }
}
