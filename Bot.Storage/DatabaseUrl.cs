using System.Diagnostics.CodeAnalysis;
using Bot.Storage.Postgres;

namespace Bot.Storage;

internal enum DatabaseKind { Sqlite, Postgres }

/// <summary>Where the data lives, from <c>DATABASE_URL</c>.</summary>
/// <param name="Location">SQLite: a file's path. PostgreSQL: the whole URL.</param>
internal sealed record DatabaseUrl(DatabaseKind Kind, string Location)
{
    public const string Default = "./data/bot.db";

    /// <summary>Takes <c>sqlite:///relative/path</c>, <c>sqlite:////absolute/path</c>, a plain path, and <c>postgresql://...</c>; nothing means <see cref="Default"/>.</summary>
    /// <remarks>The slashes are SQLAlchemy's: three and a relative path, four and an absolute one.</remarks>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DatabaseUrl? url, [NotNullWhen(false)] out string? fault)
    {
        (url, fault) = Read(text?.Trim() ?? "");
        return fault is null && url is not null;
    }

    private static (DatabaseUrl? Url, string? Fault) Read(string text)
    {
        if (text.Length == 0) return (new(DatabaseKind.Sqlite, Default), null);
        if (Begins(text, "postgresql://") || Begins(text, "postgres://")) return PostgresOptions.TryParse(text, out _, out var wrong) ? (new(DatabaseKind.Postgres, text), null) : (null, wrong);
        if (Begins(text, "sqlite:///")) return File(text["sqlite:///".Length..]);
        if (Begins(text, "sqlite:")) return (null, "DATABASE_URL: write sqlite:///data/bot.db (three slashes, a path from here) or sqlite:////var/lib/bot.db (four, an absolute path).");

        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0) return (null, $"DATABASE_URL: {text[..scheme]}:// is no database this bot knows; write sqlite:///path or postgresql://user:password@host:5432/database.");
        return File(text);
    }

    private static (DatabaseUrl? Url, string? Fault) File(string path)
    {
        if (path.Length == 0 || path.EndsWith('/')) return (null, "DATABASE_URL: the path names no file; write sqlite:///data/bot.db.");
        if (path.Contains(":memory:", StringComparison.Ordinal)) return (null, "DATABASE_URL: an in-memory database would forget everything; name a file, sqlite:///data/bot.db.");
        return (new(DatabaseKind.Sqlite, path), null);
    }

    private static bool Begins(string text, string scheme) => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
