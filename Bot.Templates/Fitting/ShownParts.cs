using Bot.Engine.Abstractions;

namespace Bot.Templates.Fitting;

/// <summary>What a message carries besides its text, with its values. Empty texts and nulls stand for what it does not carry.</summary>
/// <param name="Label">What the button that opens <paramref name="Url"/> is called.</param>
/// <param name="Asks"><c>contact</c> or <c>location</c>.</param>
internal sealed record ShownParts(string Header, string Footer, LinkedFile? File, LocationMessage? Place, string Label, string Url, string Asks)
{
    public bool HasLink => Label.Length > 0 && Url.Length > 0;

    /// <summary>What stands over and under a body with something to tap; null for nothing.</summary>
    /// <param name="file">Whether a file may stand there.</param>
    public MessageFrame? Frame(bool file)
    {
        var header = file && File is not null ? "" : TextCut.Within(Header, WhatsAppLimits.Header);
        var frame = new MessageFrame(header, TextCut.Within(Footer, WhatsAppLimits.Footer), file ? File : null);
        return frame is { Header: "", Footer: "", File: null } ? null : frame;
    }

    /// <summary>The text between header and footer, each a line of its own.</summary>
    public string Around(string body) => string.Join('\n', new[] { Header, body, Footer }.Where(line => line.Length > 0));
}
