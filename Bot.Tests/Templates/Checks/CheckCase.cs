using System.Collections.Immutable;
using System.Globalization;
using Bot.Templates.Checks;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Bot.Tests.Templates.Checks;

/// <summary>What a case says of the flow "demo", under "# file: use".</summary>
public sealed class CheckCase
{
    public List<SlotCase> Slots { get; init; } = [];
    public List<MessageCase> Messages { get; init; } = [];
    public Dictionary<string, string> Fields { get; init; } = [];
    public List<string> Words { get; init; } = [];
    public List<string> Confirm { get; init; } = [];
    public List<string> Languages { get; init; } = [];
    public Dictionary<string, int> RemindAfterHours { get; init; } = [];
    public List<MessageCase> SharedMessages { get; init; } = [];
    public List<string> SharedLabels { get; init; } = [];

    public static CheckCase Read(string yaml) =>
        new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<CheckCase>(yaml);

    public FlowUse FlowUse(string flowsFolder) => new("demo", flowsFolder + "/demo/flow.yaml")
    {
        Slots = [.. Slots.Select(slot => slot.Use)],
        Messages = [.. Messages.Select(message => message.Use)],
        Fields = [.. Fields.Select(field => new FieldUse(field.Key, Place.Of(field.Value).Line, Place.Of(field.Value).Column))],
        ConfirmMessages = [.. Confirm],
        Words = [.. Words],
        Languages = [.. Languages],
        Reminders = [.. RemindAfterHours.Select(remind => new ReminderUse(remind.Key, TimeSpan.FromHours(remind.Value), 1, 1))],
    };

    public SharedUse SharedUse => new([.. SharedMessages.Select(message => message.Use)], [.. SharedLabels]);
}

public sealed class SlotCase
{
    public string Name { get; init; } = "";
    public string At { get; init; } = "1,1";

    public string Type { get; init; } = "text";
    public int Longest { get; init; }
    public bool Personal { get; init; }
    public List<string> PersonalFields { get; init; } = [];

    internal SlotUse Use => new(Name, Type, Longest, Personal, Place.Of(At).Line, Place.Of(At).Column) { PersonalFields = [.. PersonalFields] };
}

public sealed class MessageCase
{
    public string Key { get; init; } = "";
    public string At { get; init; } = "1,1";
    public Dictionary<string, int> Arguments { get; init; } = [];
    public List<string>? Choices { get; init; }
    public int Most { get; init; }
    public int LongestLabel { get; init; }

    internal MessageUse Use => new(Key, Place.Of(At).Line, Place.Of(At).Column)
    {
        Arguments = [.. Arguments.Select(argument => new ArgumentUse(argument.Key, argument.Value))],
        Choices = Choices is null ? null : new([.. Choices], Most == 0 ? Choices.Count : Most, LongestLabel),
    };
}

internal static class Place
{
    public static (int Line, int Column) Of(string written)
    {
        var parts = written.Split(',');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
