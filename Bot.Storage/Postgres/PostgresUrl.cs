namespace Bot.Storage.Postgres;

/// <summary>The parts of <c>postgresql://user:password@host:port/database?name=value</c>, decoded; empty where not given.</summary>
internal sealed record PostgresUrl(string User, string Password, string Host, string Port, string Database,
    IReadOnlyList<(string Name, string Value)> Parameters)
{
    /// <remarks>By hand: <see cref="Uri"/> refuses what people paste, a password with a bare <c>@</c> or <c>/</c> above all.</remarks>
    public static PostgresUrl Of(string url)
    {
        var rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];

        // The last @ ends the password; one in a parameter comes after a database's name and a question mark.
        var end = rest.LastIndexOf('@');
        if (end >= 0 && rest.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 && mark < end && rest.IndexOf('@', StringComparison.Ordinal) < mark)
            end = rest.LastIndexOf('@', mark);
        var (account, place) = end < 0 ? ("", rest) : (rest[..end], rest[(end + 1)..]);

        var (before, query) = Cut(place, '?');
        var (authority, database) = Cut(before, '/');
        var (user, password) = Cut(account, ':');
        var colon = authority.LastIndexOf(':');
        var (host, port) = colon > authority.LastIndexOf(']') ? (authority[..colon], authority[(colon + 1)..]) : (authority, "");
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Cut(pair, '='))
            .Select(pair => (Decode(pair.Left).ToLowerInvariant(), Decode(pair.Right)));
        return new(Decode(user), Decode(password), Decode(host.Trim('[', ']')), port, Decode(database), [.. parameters]);
    }

    private static (string Left, string Right) Cut(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, "") : (text[..place], text[(place + 1)..]);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text);
}
