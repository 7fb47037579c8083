using System.Collections.Immutable;

namespace Bot.Engine.Abstractions;

/// <summary>A message on its way out, rendered and fitted. Each channel writes every kind in its own wire form.</summary>
public abstract record OutboundMessage;

/// <summary>At most 4096 characters.</summary>
public sealed record TextMessage(string Body) : OutboundMessage;

/// <summary>Asks for the person's own number with one tap, body at most 1024 characters; a plain text where the provider has no such thing.</summary>
public sealed record ContactRequestMessage(string Body) : OutboundMessage;

/// <summary>Asks for a location with one tap, body at most 1024 characters; a plain text where the provider has no such thing.</summary>
public sealed record LocationRequestMessage(string Body) : OutboundMessage;

/// <summary>A body with something to tap under it, which may have a header and a footer.</summary>
public abstract record FramedMessage : OutboundMessage
{
    /// <summary>What stands over and under the body. Default: nothing.</summary>
    public MessageFrame? Frame { get; init; }
}

/// <summary>At most 3 buttons of 20 characters under a body of at most 1024.</summary>
public sealed record ButtonsMessage(string Body, ImmutableArray<Button> Buttons) : FramedMessage;

/// <param name="Id">Comes back on a tap; at most 256 characters.</param>
public sealed record Button(string Id, string Title);

/// <summary>At most 10 rows of 24/72 characters; <paramref name="Open"/> is the label that opens it, at most 20.</summary>
public sealed record ListMessage(string Body, string Open, ImmutableArray<Row> Rows) : FramedMessage;

/// <param name="Id">Comes back on a tap; at most 200 characters.</param>
public sealed record Row(string Id, string Title, string Description);

/// <summary>An image by public link.</summary>
public sealed record ImageMessage(string Link, string Caption) : OutboundMessage;

/// <summary>A file by public link.</summary>
public sealed record DocumentMessage(string Link, string FileName, string Caption) : OutboundMessage;

/// <summary>A film by public link.</summary>
public sealed record VideoMessage(string Link, string Caption) : OutboundMessage;

/// <summary>A place on the map.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
/// <param name="Name">What it is called; may be empty.</param>
/// <param name="Address">May be empty.</param>
public sealed record LocationMessage(double Latitude, double Longitude, string Name, string Address) : OutboundMessage;

/// <summary>A button that opens a web address, its label at most 20 characters, under a body of at most 1024.</summary>
public sealed record LinkMessage(string Body, string Label, string Url) : FramedMessage;

/// <summary>A template approved by the provider: the only kind that may leave outside the 24-hour window.</summary>
/// <param name="Name">Meta and Interakt: the template's name; Gupshup: its UUID.</param>
/// <param name="SourceName">Gupshup's <c>src.name</c> for this template; empty for the channel's default.</param>
/// <param name="Authentication">An authentication template: the code stands in the body and in the copy-code button.</param>
public sealed record TemplateMessage(string Name, string Language, ImmutableArray<string> Parameters, string SourceName = "",
    bool Authentication = false) : OutboundMessage
{
    /// <summary>What fills its header and its buttons. Default: nothing, the template has none that change.</summary>
    public TemplateParts? Parts { get; init; }
}
