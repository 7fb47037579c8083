using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using EngineUse = Bot.Engine.Flows.MessageUse;

namespace Bot.Templates.Checks;

/// <summary>What flows ask of the messages files, told to the checks of the messages.</summary>
public static class FlowUses
{
    /// <summary>A page of a long list: eight rows and two to turn it.</summary>
    private const int PagedRows = 10;

    private const int LongestReason = 200;
    private const int LongestWord = 40;

    /// <summary>The engine's own words, and every sentence an input type may say.</summary>
    /// <param name="types">Every kind of answer that flows may ask for.</param>
    public static SharedUse Shared(InputTypes types) => new(
        [
            .. SharedMessages.All.Select(key => Use(key, default, ["choices", "example", "hours", "open", "wait"])),
            .. SharedMessages.Photos.Select(key => Use(key, default, ["example", "format"])),
            .. types.All.Concat(InputTypes.Unfinished).SelectMany(type => type.MessageKeys.Select(key => (Key: key, Type: type))).DistinctBy(said => said.Key)
                .Select(said =>
                    Use(said.Key, default, [.. said.Type.MessageArguments.Select(argument => argument.Key), .. said.Type.RejectionArguments, "count", "state"])),
        ],
        [.. SharedMessages.Labels]);

    /// <summary>What one flow asks.</summary>
    public static FlowUse Of(Flow flow) => new(flow.Name, flow.File)
    {
        Languages = flow.Languages,
        LanguagesAt = flow.LanguagesAt is { } at ? (at.Line, at.Column) : (1, 1),
        Slots =
        [
            .. flow.Slots.Select(slot =>
                new SlotUse(slot.Name, slot.TypeName, slot.Type?.LongestLength ?? 0, slot.Personal, slot.At.Line, slot.At.Column)
                {
                    PersonalFields = slot.PersonalFields,
                }),
        ],
        Words = flow.Words,
        LeftOut = flow.LeftOut,
        Messages = [.. flow.States.SelectMany(state => state.Messages).Select(Use),
            .. flow.Timeouts.Remind is { } remind ? [Use(remind.Say, remind.At, [])] : Array.Empty<MessageUse>()],
        Fields = [.. flow.States.Where(state => state.Answers is not null
            && Editable(flow, state.Answers)).DistinctBy(state => state.Answers).Select(state => new FieldUse(state.Answers!, state.At.Line, state.At.Column))],
        Reminders =
        [
            .. flow.States.Select(state => state.Timeouts.Remind).Append(flow.Timeouts.Remind).OfType<Reminder>().Distinct()
                .Select(remind => new ReminderUse(remind.Say, remind.After, remind.At.Line, remind.At.Column)),
        ],
        ConfirmMessages = [.. flow.States.Where(state => !state.Summary.IsEmpty || state.AnswerType is { IsCode: true })
            .SelectMany(state => state.Messages).Select(use => use.Key)],
    };

    /// <summary>An answer shows up in the list of what may be changed unless every place to edit names others.</summary>
    private static bool Editable(Flow flow, string slot) =>
        flow.States.Any(state => state.Summary.IsEmpty || state.Summary.Contains(slot));

    private static MessageUse Use(EngineUse use) => Use(use.Key, use.At, use.Arguments) with
    {
        Choices = use.DataChoices ? new([], PagedRows, LongestWord) : use.Choices is { } labels ? new(labels, Math.Min(PagedRows, labels.Length)) : null,
    };

    private static MessageUse Use(string key, SourceLocation at, ImmutableArray<string> arguments) => new(key, at.Line, at.Column)
    {
        Arguments = [.. arguments.Select(name => new ArgumentUse(name, name == "reason" ? LongestReason : LongestWord))],
    };
}
