using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Templates.Loading;

namespace Bot.Host.Wiring;

/// <summary>Sound flows with their messages, as the container made them.</summary>
internal sealed record FlowCatalog(FlowSet Flows, MessageCatalogue Catalogue, IVocabulary Vocabulary, IMessageRenderer Renderer);
