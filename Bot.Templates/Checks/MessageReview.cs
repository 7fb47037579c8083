using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>Whether every message that flows use is there, in every language, and fits WhatsApp.</summary>
internal sealed class MessageReview(MessageCatalogue catalogue, IReadOnlyList<Issue> misread) : IFlowReview
{
    public MessageCatalogue Catalogue => catalogue;

    public static MessageReview Load(string folder)
    {
        var (catalogue, misread) = MessageCatalogue.Load(folder);
        return new(catalogue, misread);
    }

    public IEnumerable<Issue> Review(IReadOnlyList<Flow> flows, InputTypes types) =>
        [.. misread, .. MessageChecks.Run(new(catalogue, [.. flows.Select(FlowUses.Of)], FlowUses.Shared(types)))];
}
