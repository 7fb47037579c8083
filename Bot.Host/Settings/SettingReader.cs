using System.Globalization;

namespace Bot.Host.Settings;

/// <summary>Reads typed settings and remembers everything that is wrong, so that it is told at once.</summary>
internal sealed class SettingReader(SettingSources sources)
{
    private readonly List<string> _faults = [.. sources.Faults];
    private readonly List<string> _missing = [];
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Names that must be given and are not.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Values that no log line may show.</summary>
    public IReadOnlyCollection<string> Secrets => _secrets;

    public bool IsGiven(string name) => sources.Find(name) is not null;

    public string Text(string name, string otherwise = "") => sources.Find(name)?.Value ?? otherwise;

    /// <summary>Everything given whose name begins so.</summary>
    public IReadOnlyDictionary<string, string> AllOf(string prefix) => sources.AllOf(prefix);

    public string Secret(string name)
    {
        var value = Text(name);
        Hide(value);
        return value;
    }

    /// <summary>Makes a value, or a part of one, known as a secret.</summary>
    public void Hide(string value)
    {
        if (value.Length > 0)
            _secrets.Add(value);
    }

    public int Whole(string name, int otherwise, int least, int most)
    {
        if (sources.Find(name) is not { } found)
            return otherwise;
        if (int.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        return Fault(name, found, $"a whole number from {least} to {most}", otherwise.ToString(CultureInfo.InvariantCulture), otherwise);
    }

    public bool Flag(string name, bool otherwise)
    {
        if (sources.Find(name) is not { } found)
            return otherwise;
        return found.Value.ToLowerInvariant() switch
        {
            "true" or "1" or "yes" or "on" => true,
            "false" or "0" or "no" or "off" => false,
            _ => Fault(name, found, "true or false", "true", otherwise),
        };
    }

    public string Link(string name, string otherwise)
    {
        if (sources.Find(name) is not { } found)
            return otherwise;
        var good = Uri.TryCreate(found.Value, UriKind.Absolute, out var link) && link.Scheme is "http" or "https";
        return good ? found.Value : Fault(name, found, "an http or https address", otherwise.Length > 0 ? otherwise : "https://api.example.com/v1", otherwise);
    }

    public TEnum OneOf<TEnum>(string name, TEnum otherwise)
        where TEnum : struct, Enum
    {
        if (sources.Find(name) is not { } found)
            return otherwise;
        return Enum.TryParse<TEnum>(found.Value, true, out var value) && Enum.IsDefined(value)
            ? value
            : Fault(name, found, $"one of {string.Join(", ", Enum.GetNames<TEnum>())}", otherwise.ToString(), otherwise);
    }

    /// <summary>A comma-separated list; empty parts fall away.</summary>
    public IReadOnlyList<string> Parts(string name) =>
        Text(name).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public void Need(string name)
    {
        if (!IsGiven(name) && !_missing.Contains(name))
            _missing.Add(name);
    }

    /// <param name="sentence">What is wrong and what to write instead; never a secret.</param>
    public void Fault(string sentence) => _faults.Add(sentence);

    private T Fault<T>(string name, (string Value, string Source) found, string expected, string example, T otherwise)
    {
        _faults.Add($"{name}: \"{found.Value}\" (from {found.Source}) is not {expected}; write e.g. {name}={example}");
        return otherwise;
    }
}
