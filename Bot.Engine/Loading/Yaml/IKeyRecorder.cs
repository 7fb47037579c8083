namespace Bot.Engine.Loading.Yaml;

/// <summary>A list of issues that also hears which keys each map may have: what the readers know, told by the readers.</summary>
internal interface IKeyRecorder
{
    /// <param name="what">The map as issues call it: <c>a flow</c>, <c>state 'ask'</c>.</param>
    /// <param name="keys">Every key that was asked for.</param>
    void Record(string what, IReadOnlyCollection<string> keys);
}
