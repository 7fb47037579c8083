using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads a state of kind <c>choose</c>.</summary>
internal static class ChooseReader
{
    public static State Read(StateReader reader)
    {
        var slot = reader.SlotName("slot") ?? reader.Name;
        return new ChooseState(
            reader.Name, reader.At, reader.RequiredName("choose"), slot, reader.IsRecord(slot), reader.Choosable("options"),
            reader.SlotNames("summary"), reader.QuestionSettings(), reader.Next(edits: true));
    }
}
