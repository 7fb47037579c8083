namespace Bot.Engine.Abstractions;

/// <summary>The disk of this host, used while a database that several hosts share is away. Not registered where the database is a file of this host.</summary>
public interface IStoreFallback
{
    /// <summary>The database is known to be away.</summary>
    bool IsAway { get; }

    /// <summary>Records on this disk. A write that fails throws <see cref="IOException"/>: it is no sign that the database is away.</summary>
    IRecordStore Records { get; }

    /// <summary>The same records as lists.</summary>
    IRecordLists RecordLists { get; }

    /// <summary>Sends messages without the database; a crash leaves them to be recovered from this disk.</summary>
    IOutboxWriter Outbox { get; }

    /// <summary>Marks the database as away: until it answers again only one probe tries it.</summary>
    /// <param name="failure">Why it could not be used.</param>
    void MarkAway(Exception failure);
}

/// <summary>Brings what a product kept at the <see cref="IStoreFallback"/> to the database when it is back. Runs before the spooled messages do.</summary>
public interface IFallbackSync
{
    /// <summary>Moves everything that is kept.</summary>
    /// <returns>Whether nothing is left; false asks for another run.</returns>
    /// <exception cref="StoreUnavailableException">The database went away again.</exception>
    Task<bool> SyncAsync(CancellationToken cancel);
}
