using Bot.Engine.Flows;
using Bot.Engine.Rehearsals;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Observability;

namespace Bot.Host.Rehearsals;

/// <summary>Makes of what was said what may be shown: values of personal slots, names and addresses of the person, and all that looks like a number
/// are struck.</summary>
/// <param name="flows">They say which slots are personal; a slot that they do not know is.</param>
internal sealed class PersonalMask(FlowSet flows, Redactor redactor)
{
    private const int LongestExample = 160;
    private const int ShortestValue = 2;
    private const string Mask = "***";

    public DifferenceExample Show(RecordedConversation recorded, RehearsedConversation rehearsed, FoundDifference found)
    {
        string[] personal = [.. Values(recorded, rehearsed).Where(value => value.Length >= ShortestValue).Distinct().OrderByDescending(value => value.Length)];
        return new(recorded.Name, found.Version, Show(found.Was, personal), Show(found.Now, personal));
    }

    private string Show(string text, string[] personal)
    {
        foreach (var value in personal) text = text.Replace(value, Mask, StringComparison.OrdinalIgnoreCase);
        var struck = redactor.Strike(text.Replace('\n', ' '));
        return struck.Length <= LongestExample ? struck : $"{struck[..LongestExample]}...";
    }

    private IEnumerable<string> Values(RecordedConversation recorded, RehearsedConversation rehearsed)
    {
        var said = recorded.Turns.Where(turn => turn.Entry.Input is HeardText && IsPersonal(turn)).Select(turn => ((HeardText)turn.Entry.Input).Text.Trim());
        var held = rehearsed.Runs.Concat(recorded.Now?.Frames ?? []).SelectMany(Values);
        return said.Concat(held).Append(recorded.Facts.Address).Append(recorded.Facts.Name);
    }

    /// <summary>What was written at a question for something personal, or at one that these flows do not have.</summary>
    private bool IsPersonal(RecordedTurn turn) =>
        turn.From.Length > 0 && (flows.Find(turn.Flow) is not { } flow || flow.Find(turn.From) is not { } state
            || (state.Answers is { } answer && (state.AnswerType is { Secret: true } || flow.Slot(answer) is null or { Personal: true } or { Hidden: true })));

    private IEnumerable<string> Values(Frame frame)
    {
        foreach (var (name, value) in frame.Slots.Items.ToArray())
        {
            var slot = flows.Find(frame.Flow)?.Slot(name);
            var isWhole = slot is null or { Personal: true } or { Hidden: true };
            if (value is TextValue && isWhole) yield return value.Text;
            if (value is not RecordValue record) continue;
            foreach (var field in record.Fields.Where(field => isWhole || slot!.PersonalFields.Contains(field.Key))) yield return field.Value.Text;
        }
    }
}
