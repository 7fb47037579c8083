namespace Bot.Host.Settings;

/// <summary>One entry of <c>API_KEYS</c>: <c>name:key</c> or <c>name:key:scope+scope</c>.</summary>
/// <param name="Scopes">What the key may do; empty: everything.</param>
internal sealed record ApiKeySetting(string Name, string Key, IReadOnlySet<string> Scopes)
{
    /// <param name="fault">Told a sentence for each entry that is malformed; it never shows the entry.</param>
    public static IReadOnlyList<ApiKeySetting> Read(string text, Action<string> fault)
    {
        var keys = new List<ApiKeySetting>();
        foreach (var (position, entry) in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Index())
        {
            var parts = entry.Split(':', StringSplitOptions.TrimEntries);
            if (parts.Length is not (2 or 3) || parts.Any(part => part.Length == 0))
            {
                fault($"API_KEYS: entry {position + 1} is not name:key or name:key:scope+scope; write e.g. API_KEYS=crm:9f2c41e07ab35d68,web:c07d5519ae8b4f23:otp+leads");
            }
            else if (keys.Any(key => key.Name == parts[0]))
            {
                fault($"API_KEYS: the name \"{parts[0]}\" stands twice; every key has a name of its own");
            }
            else
            {
                keys.Add(
                    new(parts[0], parts[1], parts.Length == 3 ? parts[2].Split('+', StringSplitOptions.RemoveEmptyEntries).ToHashSet() : new HashSet<string>()));
            }
        }

        return keys;
    }
}
