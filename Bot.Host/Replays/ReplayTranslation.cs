using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Wiring;
using Bot.Sandbox.State;
using Bot.Templates.Loading;

namespace Bot.Host.Replays;

/// <summary>
/// Between the language a script is written in (the default one) and the one it is played in. Keeps the replies of every committed
/// turn: what a phone received must be the rendering of the next of them in the language played, and is compared with the script by
/// the rendering of the same reply in the language written.
/// </summary>
internal sealed class ReplayTranslation(string language) : IEngineObserver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Reply>> _replies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private Vocabulary? _words;

    public string Language => language;

    public void OnTurnCommitted(string conversation, Input input, Turn turn)
    {
        lock (_lock)
        {
            if (!_replies.TryGetValue(conversation, out var replies)) _replies[conversation] = replies = [];
            replies.AddRange(turn.Replies);
        }
    }

    /// <summary>A message in the words that the script has for it, with the same taps.</summary>
    /// <exception cref="ReplayException">It is not what the conversation said, or not said in the language played.</exception>
    public SandboxSent WrittenOf(SandboxSent sent, string conversation, FlowCatalog catalog)
    {
        // Its words are the provider's.
        if (sent.Kind == "template") return sent;

        lock (_lock)
        {
            var replies = _replies.GetValueOrDefault(conversation) ?? [];
            // The last one again: a send whose answer was lost may be repeated, and one reply may be several messages.
            for (var i = _next.GetValueOrDefault(conversation); i < replies.Count; i++)
            {
                var played = catalog.Renderer.Render(replies[i]).ToList();
                var part = played.FindIndex(message => IsSame(sent, message));
                if (part < 0) continue;

                _next[conversation] = i;
                return Written(sent, replies[i], part, played.Count, catalog);
            }
        }
        throw new ReplayException($"this was sent and is no reply of the conversation in '{language}': {sent.Text}");
    }

    /// <summary>
    /// A text that a person writes, in the language played: what is offered under it, else the first word for the same command or flow;
    /// as it is where the messages files do not know it.
    /// </summary>
    /// <exception cref="ReplayException">It opens a flow that has words in the language played, and none of them opens it.</exception>
    public string TypedOf(string text, PlayedMessage? offering, FlowCatalog catalog)
    {
        if (language == catalog.Catalogue.DefaultLanguage) return text;
        _words ??= new(catalog.Catalogue);
        if ((offering?.TitleOf(text) ?? _words.WordIn(language, text)) is { } typed) return typed;
        return _words.EntryOf(text) is { } entry && catalog.Catalogue.LanguagesOf(entry.Flow).Contains(language)
            ? throw new ReplayException($"no word of '{language}' opens '{entry.Flow}', as '{text}' does: its messages file has no entry:")
            : text;
    }

    private SandboxSent Written(SandboxSent sent, Reply reply, int part, int parts, FlowCatalog catalog)
    {
        if (reply.Language != language) throw new ReplayException($"'{reply.Message}' was said in '{reply.Language}', not in '{language}': {sent.Text}");
        var original = catalog.Catalogue.DefaultLanguage;
        if (language == original) return sent;

        var written = catalog.Renderer.Render(reply with { Language = original });
        if (written.Length != parts) throw new ReplayException($"'{reply.Message}' is {parts} messages in '{language}' and {written.Length} in '{original}'");
        var frame = (written[part] as FramedMessage)?.Frame;
        // Where the channel has no form for it, more stands in the text than the message's own.
        var played = TextOf(catalog.Renderer.Render(reply)[part]);
        var text = played.Length == 0 ? sent.Text : sent.Text.Replace(played, TextOf(written[part]), StringComparison.Ordinal);
        // A picture that goes ahead of its message has no words to be another language's.
        if (played.Length > 0 && text == sent.Text && HasWords(reply, catalog)) throw new ReplayException($"'{reply.Message}' reads in '{language}' as it does in '{original}': {text}");
        return sent with
        {
            Text = text,
            Taps = TapsOf(written[part]),
            Header = sent.Header.Length > 0 ? frame?.Header ?? "" : "",
            Footer = sent.Footer.Length > 0 ? frame?.Footer ?? "" : "",
            Open = written[part] is LinkMessage link ? link.Label : sent.Open,
        };
    }

    /// <summary>Whether a message says more than its values.</summary>
    private static bool HasWords(Reply reply, FlowCatalog catalog) =>
        catalog.Renderer.RenderText(reply with { Slots = Slots.Empty, Arguments = [], Choices = [] }).Any(char.IsLetter);

    private static bool IsSame(SandboxSent sent, OutboundMessage message) =>
        sent.Taps.SequenceEqual(TapsOf(message)) && (sent.Text == TextOf(message)
            || (message is LinkMessage or LocationMessage or FramedMessage { Frame: not null }
                && sent.Text.Contains(TextOf(message), StringComparison.Ordinal)));

    private static string TextOf(OutboundMessage message) => message switch
    {
        TextMessage text => text.Body,
        ContactRequestMessage request => request.Body,
        LocationRequestMessage request => request.Body,
        ButtonsMessage buttons => buttons.Body,
        ListMessage list => list.Body,
        LinkMessage link => link.Body,
        ImageMessage image => image.Caption,
        VideoMessage video => video.Caption,
        DocumentMessage document => document.Caption,
        LocationMessage place => string.Join('\n', new[] { place.Name, place.Address }.Where(line => line.Length > 0)),
        _ => "",
    };

    private static List<SandboxTap> TapsOf(OutboundMessage message) => message switch
    {
        ButtonsMessage buttons => [.. buttons.Buttons.Select(button => new SandboxTap(button.Id, button.Title))],
        ListMessage list => [.. list.Rows.Select(row => new SandboxTap(row.Id, row.Title, row.Description))],
        _ => [],
    };
}

/// <param name="Sent">As the phone received it.</param>
/// <param name="Written">As the script has it; the same where a script is played as it is written.</param>
internal sealed record PlayedMessage(SandboxSent Sent, SandboxSent Written)
{
    /// <summary>The tap that the script calls <paramref name="label"/>, as it stands on the phone; null for none.</summary>
    public SandboxTap? Find(string label) =>
        Written.Taps.Zip(Sent.Taps, (written, sent) => written.Title == label || written.Description == label ? sent : null)
            .FirstOrDefault(tap => tap is not null);

    /// <summary>What a person reads on the phone where the script has <paramref name="label"/>; null where it is not offered.</summary>
    public string? TitleOf(string label) => Find(label)?.Title;
}
