using System.Collections;

namespace Bot.Host.Settings;

/// <summary>Where settings come from, strongest first: process environment, <c>.env</c>, the working folder's <c>appsettings.json</c>, the published one.</summary>
/// <remarks>An empty value counts as not given (that is how compose files pass what nobody set), and so does a placeholder such as <c>your_api_key</c>.</remarks>
internal sealed class SettingSources(IReadOnlyList<SettingSource> layers, IReadOnlyList<string> faults)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the files themselves.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Names that were looked up so far.</summary>
    public IReadOnlySet<string> Asked => _asked;

    /// <param name="working">The working folder.</param>
    /// <param name="published">The folder of the program.</param>
    public static SettingSources Standard(string working, string published)
    {
        var process = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        return From(process, working, published);
    }

    public static SettingSources From(IReadOnlyDictionary<string, string> process, string working, string published)
    {
        var env = EnvFile.Read(Path.Combine(working, ".env"));
        var layers = new List<SettingSource> { new("the environment", process, false), new(".env", env.Values, true) };
        var faults = new List<string>(env.Faults);
        foreach (var folder in new[] { working, published }.Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Distinct())
        {
            var (values, wrong) = AppSettingsFile.Read(Path.Combine(folder, "appsettings.json"));
            layers.Add(new("appsettings.json", values, true));
            faults.AddRange(wrong);
        }

        return new(layers, faults);
    }

    /// <summary>The strongest value with the name of its source; null when nobody gave one.</summary>
    public (string Value, string Source)? Find(string name)
    {
        _asked.Add(name);
        foreach (var layer in layers)
        {
            if (layer.Values.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } given && !IsPlaceholder(given))
                return (given, layer.Name);
        }

        return null;
    }

    /// <summary>Everything given whose name begins so, the strongest value of each.</summary>
    public IReadOnlyDictionary<string, string> AllOf(string prefix)
    {
        var names = layers.SelectMany(layer => layer.Values.Keys).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Distinct().ToList();
        return names.Select(name => (Name: name, Found: Find(name))).Where(pair => pair.Found is not null).ToDictionary(pair => pair.Name, pair => pair.Found!.Value.Value, StringComparer.Ordinal);
    }

    /// <summary>Names that stand in a file of ours and that nobody ever asked for: mistyped, most likely.</summary>
    public IEnumerable<(string Name, string Source)> Strangers() =>
        from layer in layers
        where layer.Ours
        from name in layer.Values.Keys
        where !_asked.Contains(name)
        select (name, layer.Name);

    private static bool IsPlaceholder(string value) =>
        value.StartsWith("your_", StringComparison.OrdinalIgnoreCase) || value.StartsWith("your-", StringComparison.OrdinalIgnoreCase);
}

/// <param name="Ours">Every name in it is meant for us.</param>
internal sealed record SettingSource(string Name, IReadOnlyDictionary<string, string> Values, bool Ours);
