using System.Collections.ObjectModel;
using Bot.Engine.Flows;

namespace Bot.Engine.Loading.Yaml;

/// <summary>The keys that readers know, found by having them read a file with one of everything.</summary>
public sealed class KnownKeys : Collection<Issue>, IKeyRecorder
{
    private readonly Dictionary<string, IReadOnlyList<string>> _keys = new(StringComparer.Ordinal);

    private KnownKeys() { }

    /// <summary>What a map may hold, in order; as issues call it.</summary>
    public IReadOnlyList<string> this[string what] => _keys[what];

    /// <param name="read">Reads the file, and tells the issues to what it is given.</param>
    public static KnownKeys From(Action<ICollection<Issue>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var found = new KnownKeys();
        read(found);
        return found;
    }

    void IKeyRecorder.Record(string what, IReadOnlyCollection<string> keys) => _keys[what] = [.. keys.Order(StringComparer.Ordinal)];
}
