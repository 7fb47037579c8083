using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Host.Desk.Talks;

/// <summary>
/// Personal values as they may stand in a text of the bot's: in a summary, say, with other signs between their letters too.
/// </summary>
internal sealed class PersonalWords
{
    /// <summary>Shorter ones stand in texts by chance.</summary>
    private const int ShortestWord = 4;

    private const int NationalDigits = 10;

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    /// <summary>What a session holds in each of its runs. Of a flow or slot that is gone nothing is known: all of it counts.</summary>
    public void Add(Session session, FlowSet flows)
    {
        foreach (var frame in session.Frames)
        {
            var flow = flows.Find(frame.Flow);
            foreach (var (name, value) in frame.Slots.Items)
            {
                var slot = flow?.Slot(name);
                if (slot is null or { Personal: true }) AddAll(value);
                else if (!slot.PersonalFields.IsEmpty) AddFields(value, slot.PersonalFields);
            }
        }
    }

    /// <summary>What a partner told of the person, by the names that the flow calls personal: it may be said and be gone within one turn.</summary>
    public void Add(CallReturned returned, Flow? flow)
    {
        if (flow is null)
        {
            AddAll(returned.Result);
            return;
        }

        var personal = flow.Slots.Where(slot => slot.Personal).Select(slot => slot.Name);
        AddFields(returned.Result, [.. personal.Concat(flow.Slots.SelectMany(slot => slot.PersonalFields))]);
    }

    /// <summary>What the person wrote.</summary>
    public void Add(string text)
    {
        if (AsShown(Plain(text)) is { Length: >= ShortestWord } word) _words.Add(word);
    }

    public bool AreIn(string text)
    {
        if (_words.Count == 0) return false;

        var plain = Plain(text);
        return _words.Any(word => plain.Contains(word, StringComparison.Ordinal));
    }

    private void AddAll(Value value)
    {
        if (value is TextValue text) Add(text.Text);
        else if (value is RecordValue record) foreach (var field in record.Fields) AddAll(field.Value);
        else if (value is ListValue list) foreach (var item in list.Items) AddAll(item);
    }

    private void AddFields(Value value, IReadOnlyCollection<string> names)
    {
        if (value is ListValue list) foreach (var item in list.Items) AddFields(item, names);
        if (value is not RecordValue record) return;

        foreach (var (name, field) in record.Fields)
        {
            if (names.Contains(name)) AddAll(field);
            else AddFields(field, names);
        }
    }

    /// <summary>A mobile number is shown without its country.</summary>
    private static string AsShown(string plain) =>
        plain.Length > NationalDigits && plain.All(char.IsAsciiDigit) ? plain[^NationalDigits..] : plain;

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
