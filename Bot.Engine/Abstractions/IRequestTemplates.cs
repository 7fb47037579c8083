using Bot.Engine.Values;

namespace Bot.Engine.Abstractions;

/// <summary>Texts of a request in which values stand: addresses, headers, fields of a body.</summary>
/// <remarks>An implementer owes: a fault rather than an exception for any text, and values encoded for where they stand.</remarks>
public interface IRequestTemplates
{
    /// <summary>Reads a text with its tags.</summary>
    /// <param name="place">Where it stands in the request.</param>
    RequestTemplate Read(string text, RequestPlace place);
}

/// <summary>Where a text stands in a request, which says how values in it are encoded.</summary>
public enum RequestPlace
{
    /// <summary>A value by itself, encoded by what takes it: a field of JSON or of a form.</summary>
    Field = 0,

    /// <summary>A part of an address: all but unreserved characters are percent-encoded.</summary>
    Url,

    /// <summary>A header: no control character, and nothing beyond ASCII.</summary>
    Header,
}

/// <summary>A text with tags.</summary>
public abstract class RequestTemplate
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault { get; protected init; }

    /// <summary>Paths that it shows, such as <c>mobile</c>, <c>agent.id</c>, <c>secrets.API_KEY</c>.</summary>
    public IReadOnlyList<string> Paths { get; protected init; } = [];

    /// <summary>The text with values in it; one that is not there shows nothing.</summary>
    /// <exception cref="FormatException">A value cannot be shown: a loop without end, a wrong argument of a function.</exception>
    public abstract string Render(RecordValue values);
}
