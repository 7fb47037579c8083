using Bot.Engine.Flows;
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
                foreach (var entry in file.Messages.Values.Where(entry => !said.Contains(entry.Key) && !engines.Contains(entry.Key)))
                    yield return Dead(entry.Text.File, entry.Text.Text.Line, entry.Text.Text.Column, "message", entry.Key);
                foreach (var label in file.Labels.Values.Where(label => IsDead(flow, use, label.Key)))
                    yield return Dead(label.File, label.Line, label.Column, "label", label.Key);
            }
        }
    }

    /// <summary>A slot that is filled by a call may hold any value, so that every label of it counts as used.</summary>
    private static bool IsDead(FlowUse flow, MessagesInUse use, string key)
    {
        if (use.Shared.Labels.Contains(key) || flow.Fields.Any(field => $"field.{field.Slot}" == key)) return false;

        var (group, value) = key.Split('.', 2) is [var first, var second] ? (first, second) : (key, "");
        if (group == Menu) return false;
        if (group == "field") return flow.Slots.All(slot => slot.Name != value);

        var offered = flow.Messages.SelectMany(message => message.Choices?.LabelKeys ?? []).ToList();
        return offered.Exists(known => known.StartsWith($"{group}.", StringComparison.Ordinal)) ? !offered.Contains(key) : flow.Slots.All(slot => slot.Name != group);
    }

    private static Issue Dead(string file, int line, int column, string what, string key) =>
        new(file, line, column, $"the {what} '{key}' is used by nothing", "the name that the flow uses, or take it out", Warning: true);
}
