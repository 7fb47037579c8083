using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Templates.Fitting;
using Bot.Templates.Loading;
using Bot.Templates.Rendering;

namespace Bot.Templates;

/// <summary>Renders replies from a catalogue. Pure and safe for many threads.</summary>
/// <param name="catalogue">The words.</param>
/// <param name="isPersonal">Whether a slot, or a field of one (second: <c>idNumber</c>, <c>agent.name</c>), of a flow (first) is personal: masked wherever a
/// template does not <c>reveal</c> it. An argument of that name is masked too. Asked with an empty flow for the engine's own words.</param>
public sealed partial class MessageRenderer(MessageCatalogue catalogue, Func<string, string, bool> isPersonal) : IMessageRenderer
{
    private const string OpenLabelKey = "paging.open";

    public ImmutableArray<OutboundMessage> Render(Reply reply)
    {
        var words = WordsOf(reply);
        var (body, parts) = BodyOf(reply, words);
        if (!reply.Choices.IsEmpty)
        {
            var fitted = InteractiveFit.Fit(body, TapsOf(reply, words), PromptOf(body, reply, words), OpenLabelOf(words));
            return parts is null ? fitted : PartsFit.Over(fitted, parts);
        }

        if (parts is not null) return PartsFit.Alone(body, parts);
        if (body.Length == 0) return [];
        if (body.Length <= WhatsAppLimits.Text) return [new TextMessage(body)];
        return [.. TextCut.Split(body, WhatsAppLimits.Text).Select(piece => new TextMessage(piece))];
    }

    public string RenderText(Reply reply) => BodyOf(reply, WordsOf(reply)) is var (body, parts) && parts is null ? body : PartsFit.Words(body, parts!);

    public string LabelOf(string flow, string labelKey, string language) => catalogue.Words(flow, language).Label(labelKey)?.Label ?? labelKey;

    public TemplateMessage? RenderTemplate(Reply reply)
    {
        var words = WordsOf(reply);
        if (words.Template(reply.Message) is not { } template) return null;

        var scope = ScopeOf(reply, words);
        var parameters = template.Parameters.Select(parameter => ParameterOf(parameter, scope));
        return new(template.Name, template.Language, [.. parameters], template.SourceName, template.Authentication)
        {
            Parts = PartsRenderer.Of(template.Parts, scope),
        };
    }

    private LanguageWords WordsOf(Reply reply) => catalogue.Words(reply.Flow, reply.Language);

    private RenderScope ScopeOf(Reply reply, LanguageWords words) => new(reply, words, isPersonal);

    private (string Body, ShownParts? Parts) BodyOf(Reply reply, LanguageWords words)
    {
        var message = words.Message(reply.Message)
            ?? throw new KeyNotFoundException($"No messages file of the flow '{reply.Flow}' or of all flows has the message '{reply.Message}'.");
        var scope = ScopeOf(reply, words);
        return (message.Template.Render(scope), message.Parts is { } parts ? PartsRenderer.Of(parts, scope) : null);
    }

    private static List<Tap> TapsOf(Reply reply, LanguageWords words)
    {
        var taps = new List<Tap>(reply.Choices.Length);
        foreach (var choice in reply.Choices)
        {
            var label = OneLine(words.LabelOf(choice));
            var note = choice.LabelKey.Length > 0 ? words.Label(choice.LabelKey)?.Note ?? "" : "";
            // A title must have a sign in it; an unnamed choice is still one that can be made.
            taps.Add(new(choice.Payload.Trim(), label.Length > 0 ? label : "–", OneLine(note)));
        }

        return taps;
    }

    /// <summary>The sentence that stands over choices whose own body is empty or went ahead as text; empty when the body can stand there.</summary>
    private string PromptOf(string body, Reply reply, LanguageWords words)
    {
        if (body.Length is > 0 and <= WhatsAppLimits.InteractiveBody && reply.Choices.Length <= WhatsAppLimits.Rows) return "";

        var prompt = words.Message(SharedMessages.ChooseFromList)?.Template.Render(ScopeOf(reply with { Choices = [] }, words)) ?? "";
        return prompt.Length > 0 ? prompt : OpenLabelOf(words);
    }

    private static string OpenLabelOf(LanguageWords words) => words.Label(OpenLabelKey)?.Label ?? "☰";

    /// <summary>Meta refuses parameters that are empty, hold a line break or tab, or four spaces in a row.</summary>
    private static string ParameterOf(MessageEntry parameter, in RenderScope scope)
    {
        var text = OneLine(parameter.Template.Render(scope));
        return text.Length == 0 ? "–" : TextCut.Within(text, WhatsAppLimits.TemplateParameter);
    }

    private static string OneLine(string text) =>
        text.AsSpan().ContainsAny('\n', '\r', '\t') || text.Contains("  ", StringComparison.Ordinal) || text.Length > 0 && (text[0] == ' ' || text[^1] == ' ')
        ? Spaces().Replace(text, " ").Trim()
        : text;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
