using System.Net.Sockets;
using Bot.Engine.Abstractions;
using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>PostgreSQL's errors in sentences for an operator. The codes: https://www.postgresql.org/docs/current/errcodes-appendix.html</summary>
internal static class PostgresFault
{
    /// <summary>Nothing was written and the same again may well succeed: another host was in the way.</summary>
    public static bool IsConflict(Exception fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>A group of writes failed by one of them, or by their number: each alone may well succeed.</summary>
    public static bool MayBeOneWrites(Exception fault) => fault switch
    {
        StoreUnavailableException { InnerException: { } cause } => IsConflict(cause) || cause is PostgresException { SqlState: PostgresErrorCodes.OutOfMemory },
        _ => !IsDatabaseFailure(fault),
    };

    /// <summary>The connection broke, or was broken when it was taken from the pool. Whether anything was written is not known.</summary>
    public static bool IsConnectionFailure(Exception fault) => fault switch
    {
        PostgresException refused =>
            refused.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout,
        NpgsqlException broken => broken.InnerException is IOException or SocketException or EndOfStreamException,
        _ => fault is IOException or SocketException,
    };

    /// <summary>Whether the database failed, rather than our own code or a caller that cancelled.</summary>
    public static bool IsDatabaseFailure(Exception fault) => fault switch
    {
        PostgresException refused => refused.SqlState[..2] is "08" or "28" or "53" or "55" or "57" or "58" or "XX" or "3D" or "40"
            || refused.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege,
        _ => fault is NpgsqlException or TimeoutException or IOException or SocketException,
    };

    /// <summary>Whether the server is out of reach or takes no connections just now, which passes; a wrong password, name or key stays wrong.</summary>
    private static bool IsTransient(Exception fault) => fault switch
    {
        PostgresException refused => refused.SqlState[..2] is "08" or "53" or "57" or "58",
        NpgsqlException broken => broken.InnerException is IOException or SocketException or TimeoutException or AggregateException,
        var other => other is TimeoutException or IOException or SocketException,
    };

    public static StoreUnavailableException Explain(Exception fault, string name) =>
        fault as StoreUnavailableException ?? new(Sentence(fault, name), fault) { IsTransient = IsTransient(fault) };

    private static string Sentence(Exception fault, string name) => (fault as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => $"PostgreSQL at {name} refuses the user or the password of DATABASE_URL.",
        PostgresErrorCodes.InvalidCatalogName => $"PostgreSQL knows no database {name}. Create it, or name another in DATABASE_URL.",
        PostgresErrorCodes.TooManyConnections => $"PostgreSQL at {name} takes no more connections. Give fewer to each host with connection_limit= in DATABASE_URL, or allow more on the server.",
        PostgresErrorCodes.DiskFull => $"The disk of PostgreSQL at {name} is full. Make room; nothing that was acknowledged is lost.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"PostgreSQL at {name} only lets us read: it is a replica, or its disk is nearly full.",
        PostgresErrorCodes.InsufficientPrivilege => $"The user of DATABASE_URL may not do this at {name}: {((PostgresException)fault).MessageText}",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => $"PostgreSQL at {name} is stopping or starting.",
        { } state => $"PostgreSQL at {name} failed ({state}): {((PostgresException)fault).MessageText}",
        null => $"PostgreSQL at {name} does not answer: {fault.Message}",
    };
}
