using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;

namespace Bot.Templates;

/// <summary>The renderer of the words that are in use now.</summary>
/// <remarks>A turn that was computed while files were exchanged may say what the new ones do not have: it is said in the words before.</remarks>
internal sealed class LiveRenderer(IMessageRenderer renderer) : IMessageRenderer
{
    private volatile IMessageRenderer _now = renderer;
    private volatile IMessageRenderer? _before;

    public void TakeOver(IMessageRenderer newer) => (_before, _now) = (_now, newer);

    public ImmutableArray<OutboundMessage> Render(Reply reply) => Say(reply, (renderer, said) => renderer.Render(said));

    public string RenderText(Reply reply) => Say(reply, (renderer, said) => renderer.RenderText(said));

    public TemplateMessage? RenderTemplate(Reply reply) => _now.RenderTemplate(reply);

    public string LabelOf(string flow, string labelKey, string language) => _now.LabelOf(flow, labelKey, language);

    private T Say<T>(Reply reply, Func<IMessageRenderer, Reply, T> say)
    {
        var before = _before;
        try
        {
            return say(_now, reply);
        }
        catch (KeyNotFoundException) when (before is not null)
        {
            return say(before, reply);
        }
    }
}
