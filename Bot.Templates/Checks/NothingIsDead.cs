using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;
using Bot.Templates.Loading;

namespace Bot.Templates.Checks;

/// <summary>Every message, template and label of a flow's file is used by the flow, or stands for one of the engine's.</summary>
internal sealed class NothingIsDead : IMessageCheck
{
    private const string Menu = "menu";

    public string Name => nameof(NothingIsDead);

    public IEnumerable<Issue> Find(MessagesInUse use)
    {
        var engines = use.Shared.Messages.Select(message => message.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var flow in use.Flows)
        {
            var said = flow.Messages.Select(message => message.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var file in use.Catalogue.Languages.Select(language => use.Catalogue.File(flow.Flow, language)).OfType<MessagesFile>())
            {
                var missing = said.Where(key => !file.Messages.ContainsKey(key)).ToList();
                foreach (var entry in file.Messages.Values.Where(entry => !said.Contains(entry.Key) && !engines.Contains(entry.Key)))
                    yield return Dead(entry.Text.File, entry.Text.Text.Line, entry.Text.Text.Column, "message", entry.Key, missing);
                foreach (var template in file.Templates.Values.Where(template => !said.Contains(template.Key) && !engines.Contains(template.Key)))
                    yield return Dead(file.File, template.Line, template.Column, "template", template.Key, said);
                foreach (var label in file.Labels.Values.Where(label => IsDead(flow, use, label.Key)))
                    yield return Dead(label.File, label.Line, label.Column, "label", label.Key, LabelsOf(flow).Where(key => !file.Labels.ContainsKey(key)));
            }
        }
    }

    /// <summary>A slot that is filled by a call may hold any value, so that every label of it counts as used.</summary>
    private static bool IsDead(FlowUse flow, MessagesInUse use, string key)
    {
        if (use.Shared.Labels.Contains(key) || flow.LeftOut.Contains(key) || flow.Fields.Any(field => $"field.{field.Slot}" == key)) return false;

        var (group, value) = key.Split('.', 2) is [var first, var second] ? (first, second) : (key, "");
        if (group == Menu) return false;
        if (group == "field") return flow.Slots.All(slot => slot.Name != value);

        var offered = flow.Messages.SelectMany(message => message.Choices?.LabelKeys ?? []).ToList();
        return offered.Exists(known => known.StartsWith($"{group}.", StringComparison.Ordinal)) ? !offered.Contains(key) : flow.Slots.All(slot => slot.Name != group);
    }

    private static IEnumerable<string> LabelsOf(FlowUse flow) =>
        flow.Messages.SelectMany(message => message.Choices?.LabelKeys ?? []).Concat(flow.Fields.Select(field => $"field.{field.Slot}"));

    /// <param name="wanted">Names that the flow uses and that nothing stands for.</param>
    private static Issue Dead(string file, int line, int column, string what, string key, IEnumerable<string> wanted) =>
        new(file, line, column, $"the {what} '{key}' is used by nothing", (what == "label" ? WordsInOneLanguage.NearLabel(key, wanted) : Nearest.To(key, wanted)) ?? "the name that the flow uses, or take it out", Warning: true);
}
