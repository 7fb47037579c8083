using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Engine.Flows.Kinds;

/// <summary>Keeps, of the answer to a question for a number, what the person's own contact card proves.</summary>
/// <param name="slot">The slot of the answer.</param>
/// <param name="own">The slot of the proven number; null where the question names none.</param>
internal sealed class ProvenNumber(string slot, SlotSource? own)
{
    /// <summary>A proven number is a copy of the answer.</summary>
    public IEnumerable<Binding> Binds => own is null ? [] : [new(own.Slot, new SlotSource(slot, own.At), own.At)];

    /// <summary>What was proven of one number says nothing of another.</summary>
    public void Keep(ITurnContext context, Value answer)
    {
        if (own is null) return;
        if (context.Input is HeardContact { IsOwn: true }) context.Set(own.Slot, answer);
        else if (!answer.Equals(context.Run.Slots.Find(own.Slot))) context.Unset(own.Slot);
    }
}
