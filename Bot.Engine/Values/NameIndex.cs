using System.Numerics;

namespace Bot.Engine.Values;

/// <summary>
/// Things by their names; of two of the same name the first. A turn looks up ten or so: the names in a flow are told apart by their length and three letters,
/// so that none is hashed whole.
/// </summary>
internal sealed class NameIndex<T>
    where T : class
{
    private readonly (string Name, T? Value)[] _places;

    public NameIndex(IReadOnlyCollection<T> values, Func<T, string> nameOf)
    {
        // Four places for each: mostly the first that is looked at is the right one.
        _places = new (string, T?)[BitOperations.RoundUpToPowerOf2((uint)(4 * values.Count) + 1)];
        foreach (var value in values)
        {
            var place = PlaceOf(nameOf(value));
            if (_places[place].Value is null) _places[place] = (nameOf(value), value);
        }
    }

    public T? Find(string name) => _places[PlaceOf(name)].Value;

    /// <summary>Where a name stands, or would stand.</summary>
    private int PlaceOf(string name)
    {
        var last = _places.Length - 1;
        var place = name.Length == 0 ? 0 : ((((((name.Length * 31) + name[0]) * 31) + name[name.Length / 2]) * 31) + name[^1]) & last;
        while (_places[place].Value is not null && _places[place].Name != name) place = (place + 1) & last;
        return place;
    }
}
