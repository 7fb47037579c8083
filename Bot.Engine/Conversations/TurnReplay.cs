using System.Buffers;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;

namespace Bot.Engine.Conversations;

/// <summary>Earlier moments of a conversation, computed again from what the turn log tells. Pure.</summary>
public static class TurnReplay
{
    /// <summary>The session after a turn, as a store would give it back.</summary>
    /// <param name="machine">With the flows of the turn's time; others may lead elsewhere.</param>
    /// <param name="before">The session after the turn before it; what the entry keeps of it comes first.</param>
    /// <param name="entry">What was heard.</param>
    /// <returns>Null where the machine hears nothing in the input.</returns>
    public static Session? After(StateMachine machine, Session before, TurnLogEntry entry) =>
        entry.After ?? (machine.Advance(entry.Before ?? before, entry.Input) is { } turn ? Read(turn.Session) : null);

    /// <summary>The first version from which an earlier moment is computed: a turn that keeps the session it began with.</summary>
    public static long StartOf(long version) => ((version - 1) / TurnLogEntry.KeptApart * TurnLogEntry.KeptApart) + 1;

    /// <summary>A session as it is stored: two are the same when these bytes are.</summary>
    public static byte[] Bytes(Session session)
    {
        var output = new ArrayBufferWriter<byte>();
        SessionJson.Write(output, session);
        return output.WrittenSpan.ToArray();
    }

    private static Session Read(Session session) => SessionJson.Read(Bytes(session));
}
