using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>ask</c>.</summary>
internal static class AskReader
{
    public static State Read(StateReader reader)
    {
        var slot = reader.SlotName("slot") ?? reader.Name;
        return new AskState(
            reader.Name, reader.At, reader.RequiredName("ask"), slot, reader.TypeOf(slot, "as"), reader.Flag("skip"),
            reader.QuestionSettings(), reader.Next(edits: true), reader.ChecksImages);
    }
}
