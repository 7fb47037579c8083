using System.Collections.Immutable;

namespace Bot.Engine.Abstractions;

/// <summary>What stands over and under a body that has something to tap.</summary>
/// <param name="Header">At most 60 characters; empty where there is none, or a file stands in its place.</param>
/// <param name="Footer">At most 60 characters; empty for none.</param>
/// <param name="File">A picture, film or document as the header; never over a list.</param>
public sealed record MessageFrame(string Header, string Footer, LinkedFile? File = null);

/// <summary>A file by public link.</summary>
/// <param name="Name">What a document is called; empty for pictures and films.</param>
public sealed record LinkedFile(LinkedFileKind Kind, string Link, string Name = "");

/// <summary>What a linked file is shown as.</summary>
public enum LinkedFileKind
{
    /// <summary>JPEG or PNG, at most 5 MB.</summary>
    Image,

    /// <summary>MP4 or 3GP, at most 16 MB.</summary>
    Video,

    /// <summary>Any file of at most 100 MB.</summary>
    Document,
}

/// <summary>What changes in a template besides the values of its body.</summary>
/// <param name="Header">The value in a text header; empty for none.</param>
/// <param name="File">The file in its header; null for none.</param>
/// <param name="Buttons">Those of its buttons that need a value.</param>
public sealed record TemplateParts(string Header, LinkedFile? File, ImmutableArray<TemplateButton> Buttons);

/// <summary>The value of a template's button.</summary>
/// <param name="Index">Its place among the template's buttons, from 0.</param>
/// <param name="Payload">What a tap on a quick reply brings back; empty where it is a link.</param>
/// <param name="UrlEnd">What a link's address ends with; empty where it is a quick reply.</param>
public sealed record TemplateButton(int Index, string Payload, string UrlEnd);
