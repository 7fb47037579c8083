using Bot.Engine.Flows;
using Bot.Templates.Loading;

namespace Bot.Templates;

/// <summary>The words that are in use, to be exchanged for those of edited files while the program runs.</summary>
public sealed class LiveMessages
{
    private readonly MessageCatalogue _catalogue;
    private readonly LiveVocabulary _vocabulary;
    private readonly LiveRenderer _renderer;

    internal LiveMessages(MessageCatalogue catalogue, LiveVocabulary vocabulary, LiveRenderer renderer) =>
        (_catalogue, _vocabulary, _renderer) = (catalogue, vocabulary, renderer);

    /// <summary>From now on these words are spoken and understood.</summary>
    /// <param name="flows">Tell what is personal.</param>
    public void TakeOver(MessageCatalogue newer, FlowSet flows)
    {
        ArgumentNullException.ThrowIfNull(newer);
        _renderer.TakeOver(new MessageRenderer(newer, MessageServices.IsPersonal(flows)));
        _vocabulary.TakeOver(new Vocabulary(newer));
        _catalogue.TakeOver(newer);
    }
}
