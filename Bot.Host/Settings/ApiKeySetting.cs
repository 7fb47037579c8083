namespace Bot.Host.Settings;

/// <summary>One entry of <c>API_KEYS</c>: <c>name:key</c> or <c>name:key:scope+scope</c>.</summary>
/// <param name="Scopes">What the key may do; empty: everything.</param>
internal sealed record ApiKeySetting(string Name, string Key, IReadOnlySet<string> Scopes)
{
    private const int ShortestKey = 24;
    private const int FewestSigns = 10;

    /// <summary>Every scope that an endpoint asks for.</summary>
    public static IReadOnlyList<string> KnownScopes { get; } = ["otp", "leads", "fastag", "results", "start", "letters", "privacy", "keys", "flows", "personal", "console"];

    /// <summary>Reads the well-formed entries. What is not understood opens nothing: an entry with a fault is no key.</summary>
    /// <param name="fault">Told a sentence for each fault; it never shows a key.</param>
    /// <param name="ofFlows">Scopes that flows ask for; asked only where one is not known. Null: none.</param>
    public static IReadOnlyList<ApiKeySetting> Read(string text, Action<string> fault, Func<IReadOnlyCollection<string>>? ofFlows = null)
    {
        var keys = new List<ApiKeySetting>();
        foreach (var (position, entry) in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Index())
        {
            var parts = entry.Split(':', StringSplitOptions.TrimEntries);
            if (parts.Length is not (2 or 3) || parts.Any(part => part.Length == 0))
            {
                fault($"API_KEYS: entry {position + 1} is not name:key or name:key:scope+scope; write e.g. API_KEYS=crm:9f2c41e07ab35d689f2c41e07ab35d68,web:c07d5519ae8b4f23c07d5519ae8b4f23:otp+leads");
            }
            else if (keys.Any(key => key.Name == parts[0]))
            {
                fault($"API_KEYS: the name \"{parts[0]}\" stands twice; every key has a name of its own");
            }
            else if (keys.Find(key => key.Key == parts[1]) is { } same)
            {
                fault($"API_KEYS: \"{parts[0]}\" has the key of \"{same.Name}\"; every name has a key of its own");
            }
            else if (ScopesIn(parts, fault, ofFlows ?? (() => [])) is { } scopes)
            {
                keys.Add(new(parts[0], parts[1], scopes));
            }
        }

        return keys;
    }

    /// <summary>What makes a key easy to guess; null for nothing. Outside of Development that stops the start.</summary>
    public string? Weakness() =>
        Key.Length < ShortestKey ? $"API_KEYS: the key of \"{Name}\" is shorter than {ShortestKey} characters, so it can be guessed; write e.g. what `openssl rand -hex 16` prints"
        : Key.Distinct().Count() < FewestSigns ? $"API_KEYS: the key of \"{Name}\" has fewer than {FewestSigns} different characters, so it can be guessed; write e.g. what `openssl rand -hex 16` prints"
        : null;

    /// <returns>Null for scopes with a fault.</returns>
    private static HashSet<string>? ScopesIn(string[] parts, Action<string> fault, Func<IReadOnlyCollection<string>> ofFlows)
    {
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        if (parts.Length < 3) return scopes;

        foreach (var scope in parts[2].Split('+', StringSplitOptions.TrimEntries))
        {
            var wrong = scope.Length == 0 ? "an empty scope"
                : !KnownScopes.Contains(scope) && !ofFlows().Contains(scope) ? $"the scope \"{scope}\", which is none"
                : !scopes.Add(scope) ? $"the scope \"{scope}\" twice"
                : null;
            if (wrong is null) continue;

            fault($"API_KEYS: \"{parts[0]}\" has {wrong}; write scopes of {string.Join(", ", KnownScopes.Union(ofFlows()))}, e.g. {parts[0]}:key:otp+leads, or none for all of them");
            return null;
        }

        return scopes;
    }
}
