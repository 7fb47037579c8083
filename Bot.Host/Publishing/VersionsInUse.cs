using System.Collections.Immutable;
using Bot.Engine.Sessions;
using Bot.Engine.Versions;

namespace Bot.Host.Publishing;

/// <summary>What a host knows of versions at one moment. Pure and immutable.</summary>
/// <param name="Loaded">Versions that were asked for, by number; null for one that is gone.</param>
internal sealed record VersionsInUse(Publication Publication, ImmutableDictionary<int, LoadedVersion?> Loaded)
{
    private FlowVersion Live => Loaded[Publication.Live]!.Version;

    /// <summary>What hears the next input of a session.</summary>
    /// <param name="missing">The version that has to be read before that can be told.</param>
    /// <returns>Null where a version is missing.</returns>
    public FlowsAtTurn? For(string conversation, Session session, out int missing)
    {
        missing = 0;
        var on = Publication.VersionOf(session.FlowsVersion);
        if (session.Frames.IsEmpty) return Begin(Publication.BeginsOn(conversation), session, ref missing);
        if (Publication.IsInUse(on)) return Begin(on, session, ref missing);
        if (!Loaded.TryGetValue(on, out var known))
        {
            missing = on;
            return null;
        }

        // Of a version that is gone nothing is known: the machine parks who stands nowhere.
        if (known is null) return On(Live, session);

        var from = known.Version;
        return SessionFate.Of(from, Live, flow => Publication.Drains(on, flow), session).Stays
            ? new(from.Machine, from.Renderer, session)
            : On(Live, SessionFate.Named(from, Live, session));
    }

    private FlowsAtTurn? Begin(int number, Session session, ref int missing)
    {
        if (Loaded.TryGetValue(number, out var known)) return On(known?.Version ?? Live, session);

        missing = number;
        return null;
    }

    /// <summary>The very same session where it is on that version already.</summary>
    private FlowsAtTurn On(FlowVersion version, Session session) => new(version.Machine, version.Renderer,
        Publication.VersionOf(session.FlowsVersion) == version.Number
            ? session : session with { FlowsVersion = version.Number, Publication = Publication.Number });
}
