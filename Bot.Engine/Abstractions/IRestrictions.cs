namespace Bot.Engine.Abstractions;

/// <summary>Whose data are to be erased: until then nothing of theirs is heard, sent or acted on. Not registered where nothing is ever erased.</summary>
public interface IRestrictions
{
    /// <summary>
    /// Whether a conversation is restricted, under whichever of its person's addresses. Asked for every input and every send: it answers from memory.
    /// </summary>
    /// <param name="conversation">Its key: channel, colon, address.</param>
    bool Restricts(string conversation);
}
