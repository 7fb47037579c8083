namespace Bot.Host.Settings;

/// <summary>One place that settings come from.</summary>
/// <param name="Name">For people: <c>the environment</c>, <c>.env</c>.</param>
/// <param name="Values">By flat name.</param>
/// <param name="Ours">Every name in it is meant for us, so that one we do not know is mistyped, most likely.</param>
internal sealed record SettingLayer(string Name, IReadOnlyDictionary<string, string> Values, bool Ours)
{
    /// <summary>
    /// The value as given; null for an empty one (that is how compose files pass what is not set) and for a placeholder such as <c>your_api_key</c>.
    /// </summary>
    public string? Find(string name)
    {
        if (!Values.TryGetValue(name, out var value) || value.Trim() is not { Length: > 0 } given) return null;

        // `docker --env-file` hands quotes on as part of the value.
        if (!Ours && given.Length > 1 && given[0] is '"' or '\'' && given[^1] == given[0]) given = given[1..^1].Trim();
        return given.Length == 0 || IsPlaceholder(given) ? null : given;
    }

    private static bool IsPlaceholder(string value) =>
        value.StartsWith("your_", StringComparison.OrdinalIgnoreCase) || value.StartsWith("your-", StringComparison.OrdinalIgnoreCase);
}
