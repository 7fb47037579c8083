using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>How much of what is said there is in one language.</summary>
/// <param name="Flow">The flow; empty for the shared words.</param>
/// <param name="Have">Texts that are there: messages, labels, names of slots, and of the shared words the commands.</param>
/// <param name="All">Texts that may be said.</param>
/// <param name="Wanted">The flow says that it is written in this language, or says nothing.</param>
public sealed record LanguageShare(string Language, string Flow, int Have, int All, bool Wanted)
{
    /// <summary>In whole percent, rounded down: 100 is all.</summary>
    public int Percent => All == 0 ? 100 : 100 * Have / All;

    /// <summary>Every language's shares: the shared words first, then flow by flow.</summary>
    public static IEnumerable<LanguageShare> Of(MessageCatalogue catalogue, IReadOnlyList<Flow> flows, InputTypes types)
    {
        var use = new MessagesInUse(catalogue, [.. flows.Select(FlowUses.Of)], FlowUses.Shared(types));
        foreach (var language in catalogue.Languages)
        {
            yield return SharedOf(use, language);
            foreach (var flow in use.Flows)
            {
                var wanted = TextsOf(flow).ToList();
                var have = wanted.Count(text => Has(catalogue, flow.Flow, language, text));
                yield return new(language, flow.Flow, have, wanted.Count, use.WantedOf(flow).Contains(language));
            }
        }
    }

    /// <summary>What a flow may say: keys of messages, and of labels behind a colon.</summary>
    internal static IEnumerable<string> TextsOf(FlowUse flow) =>
        flow.Messages.Select(message => message.Key)
            .Concat(flow.Messages.SelectMany(message => message.Choices?.LabelKeys ?? []).Select(key => $":{key}"))
            .Concat(flow.Fields.Select(field => $":field.{field.Slot}"))
            .Distinct(StringComparer.Ordinal);

    internal static bool Has(MessageCatalogue catalogue, string flow, string language, string text) =>
        text[0] == ':' ? catalogue.Label(flow, language, text[1..]) is not null : catalogue.Message(flow, language, text) is not null;

    private static LanguageShare SharedOf(MessagesInUse use, string language)
    {
        var file = use.Catalogue.File("", language)!;
        var have = use.Shared.Messages.Count(message => file.Messages.ContainsKey(message.Key)) + use.Shared.Labels.Count(file.Labels.ContainsKey)
            + MessagesFileReader.CommandNames.Count(command => file.Commands.GetValueOrDefault(command) is { Count: > 0 });
        return new(language, "", have, use.Shared.Messages.Length + use.Shared.Labels.Length + MessagesFileReader.CommandNames.Count, true);
    }
}
