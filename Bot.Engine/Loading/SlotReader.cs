using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Types;
using Bot.Engine.Loading.Yaml;

namespace Bot.Engine.Loading;

/// <summary>Reads <c>slots:</c> of a flow: a type for each, and who may see it.</summary>
internal static class SlotReader
{
    internal const string NoMap = "'slots' must be a map";

    public static ImmutableArray<SlotDefinition> ReadAll(MapReader flow, TypeNames types, ICollection<Issue> issues)
    {
        if (flow.Take("slots") is not { } node || node.IsEmpty) return [];
        if (node.Kind != NodeKind.Map)
        {
            flow.Report(node.At, NoMap, "write slots: with one line for each: name: type");
            return [];
        }
        var slots = node.Entries.Select(entry => SlotOf(entry.Key, entry.Value, types, issues)).ToImmutableArray();
        foreach (var slot in slots)
        {
            foreach (var other in slot.DependsOn)
            {
                if (slots.All(known => known.Name != other))
                    flow.Report(slot.At, $"slot '{slot.Name}' depends on '{other}', which there is not", Nearest.Instead(other, slots.Select(known => known.Name), "name a slot that is declared"));
            }
        }

        return slots;
    }

    private static SlotDefinition SlotOf(Node key, Node value, TypeNames types, ICollection<Issue> issues)
    {
        var typeName = value.Text;
        var type = value.Kind == NodeKind.Map ? null : types.Find(typeName);
        var (personal, hidden) = (false, false);
        ImmutableArray<string> dependsOn = [], personalFields = [];
        if (value.Kind == NodeKind.Map)
        {
            var reader = new MapReader(value, $"slot '{key.Text}'", issues);
            typeName = reader.RequiredName("type");
            personalFields = PersonalFieldsOf(reader, typeName);
            personal = personalFields.IsEmpty && reader.Flag("personal");
            hidden = reader.Flag("hidden");
            dependsOn = [.. reader.Names("dependsOn").Select(pair => pair.Name)];
            type = TypeReader.Read(reader, typeName, types);
            reader.Finish();
        }
        else if (typeName.Length == 0)
        {
            issues.Add(new(key.At.File, key.At.Line, key.At.Column, $"slot '{key.Text}' has no type", $"write {key.Text}: text, or another type"));
        }
        if (type is null && typeName.Length > 0 && !SlotDefinition.Shapes.Contains(typeName))
        {
            var place = value.Kind == NodeKind.Map ? value.Find("type")!.At : value.At;
            var needsMore = ParameterKinds.All.Any(kind => kind.Type == typeName);
            issues.Add(new(place.File, place.Line, place.Column, needsMore ? $"'{typeName}' alone says nothing" : $"there is no slot type '{typeName}'",
                needsMore ? $"write {key.Text}: {{ type: {typeName}, .. }} with its parameters" : Nearest.Instead(typeName, types.All.Concat(SlotDefinition.Shapes))));
        }
        return new(key.Text, typeName, type, personal || hidden || type is { Secret: true }, dependsOn, key.At)
        {
            PersonalFields = personalFields,
            Hidden = hidden,
        };
    }

    /// <summary>A record names the fields of it that are personal; empty when <c>personal</c> is no list.</summary>
    private static ImmutableArray<string> PersonalFieldsOf(MapReader slot, string typeName)
    {
        if (slot.Take("personal") is not { Kind: NodeKind.List } list) return [];
        if (typeName != "record") slot.Report(list.At, $"'{typeName}' has no fields to be personal", "write personal: true");
        return [.. slot.Names("personal").Select(field => field.Name)];
    }
}
