using System.Collections.Frozen;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Templates.Checks;
using Bot.Templates.Loading;
using Bot.Templates.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Templates;

/// <summary>Messages in a container.</summary>
public static class MessageServices
{
    /// <summary>Registers the messages of a folder: <see cref="MessageCatalogue"/>, <see cref="IMessageRenderer"/> and <see cref="IVocabulary"/>, and
    /// their checks beside those of the flows.</summary>
    /// <remarks>They are read when one of them is first asked for. What is wrong with them is told with the flows' own faults by <see
    /// cref="FlowLibrary"/>.</remarks>
    /// <param name="folder">Holds <c>messages.&lt;lang&gt;.yaml</c> and <c>&lt;flow&gt;/messages.&lt;lang&gt;.yaml</c>.</param>
    public static IServiceCollection AddMessages(this IServiceCollection services, string folder)
    {
        services.AddSingleton(_ => MessageReview.Load(folder));
        services.AddSingleton<IFlowReview>(provider => provider.GetRequiredService<MessageReview>());
        services.AddSingleton(provider => provider.GetRequiredService<MessageReview>().Catalogue);
        services.AddSingleton(provider => new LiveVocabulary(new Vocabulary(provider.GetRequiredService<MessageCatalogue>())));
        services.AddSingleton<IVocabulary>(provider => provider.GetRequiredService<LiveVocabulary>());
        services.AddSingleton<IAnswerWords>(provider => provider.GetRequiredService<IVocabulary>());
        services.AddSingleton<IRequestTemplates, RequestTemplates>();
        services.AddSingleton(provider => new LiveRenderer(new MessageRenderer(
            provider.GetRequiredService<MessageCatalogue>().Frozen(), IsPersonal(provider.GetRequiredService<FlowSet>()))));
        services.AddSingleton<IMessageRenderer>(provider => provider.GetRequiredService<LiveRenderer>());
        services.AddSingleton(provider => new LiveMessages(
            provider.GetRequiredService<MessageCatalogue>(), provider.GetRequiredService<LiveVocabulary>(), provider.GetRequiredService<LiveRenderer>()));
        return services;
    }

    internal static Func<string, string, bool> IsPersonal(FlowSet flows)
    {
        var names = flows.All.ToFrozenDictionary(
            flow => flow.Name, flow => flow.Slots.SelectMany(PersonalNames).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return (flow, name) => names.TryGetValue(flow, out var personal) && personal.Contains(name);
    }

    private static IEnumerable<string> PersonalNames(SlotDefinition slot) => slot.Personal
        ? [slot.Name]
        : slot.PersonalFields.Select(field => $"{slot.Name}.{field}");
}
