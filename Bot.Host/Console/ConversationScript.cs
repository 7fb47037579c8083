using System.Globalization;
using System.Text;
using Bot.Host.Replays;

namespace Bot.Host.Console;

/// <summary>A conversation of the feed as the lines of a <c>.replay</c> file.</summary>
internal sealed class ConversationScript
{
    private readonly List<ScriptLine> _lines = [];
    private readonly Dictionary<string, string> _mobileOfCode = new(StringComparer.Ordinal);
    private readonly ICollection<string> _unused;
    private DateTimeOffset _since;
    private string _as = "";

    private ConversationScript(ICollection<string> unused) => _unused = unused;

    /// <summary>From the first message that began something to the last event.</summary>
    /// <param name="entries">All that is remembered, oldest first.</param>
    /// <param name="unused">Faults that never happened and answers that were not asked for, by name: they are left out, a replay would look for them.</param>
    /// <returns>Null when the beginning is not among the entries.</returns>
    public static IReadOnlyList<ScriptLine>? Of(ConsolePhone phone, IReadOnlyList<FeedEntry> entries, IEnumerable<string> unused)
    {
        var begin = entries.FirstOrDefault(entry => entry.Conversation == phone.Conversation && entry.Event is ConsoleEvent.Said { Fresh: true });
        if (begin is null) return null;

        var script = new ConversationScript([.. unused]);
        script.Head(phone, begin);
        foreach (var given in entries.TakeWhile(entry => entry.Id < begin.Id).Where(entry => entry.Event is ConsoleEvent.Given)) script.Take(given);
        foreach (var entry in entries)
        {
            if (entry.Event is ConsoleEvent.Code code) script._mobileOfCode[code.Digits] = code.Mobile;
            if (entry.Id >= begin.Id && (entry.Conversation == phone.Conversation || entry.Conversation.Length == 0)) script.Take(entry);
        }
        return script._lines;
    }

    private void Head(ConsolePhone phone, FeedEntry begin)
    {
        Add($"channel {phone.Channel}", begin.At);
        var said = (ConsoleEvent.Said)begin.Event;
        SpeakAs(said.From.Length > 0 ? said.From : phone.Number, said.UserId, begin.At);
        if (said.Language is { Length: > 0 } language and not "en") Add($"language {language}", begin.At);
        _since = begin.At;
    }

    private void Take(FeedEntry entry)
    {
        switch (entry.Event)
        {
            case ConsoleEvent.Said said:
                _since = entry.At;
                SpeakAs(said.From, said.UserId, entry.At);
                Add(Of(said), entry.At);
                break;
            case ConsoleEvent.Happened happened:
                _since = entry.At;
                SpeakAs(happened.From, happened.UserId, entry.At);
                Add($"event {happened.What} {happened.Value.ReplaceLineEndings(" ")}".TrimEnd(), entry.At);
                break;
            case ConsoleEvent.Message message:
                Add($"< {Escaped(message.Text)}", entry.At);
                if (CarriedParts.Line(message.Carried) is { Length: > 0 } carried) Add(carried, entry.At);
                if (message.Taps.Count > 0 && message.Taps.All(tap => !tap.Title.Contains(']', StringComparison.Ordinal)))
                    Add(string.Join(' ', message.Taps.Select(tap => $"[{tap.Title}]")), entry.At);
                break;
            case ConsoleEvent.Faulted fault when !_unused.Contains(fault.Name):
                Add($"sandbox {fault.Partner} {fault.Fault}", entry.At);
                break;
            case ConsoleEvent.Given given when !_unused.Contains(given.Name):
                Add($"given http {given.Line}", _since);
                break;
            case ConsoleEvent.Crashed:
                Add("crash", entry.At);
                break;
            case ConsoleEvent.Advanced advanced:
                Add($"advance {Duration(advanced.Seconds)}", entry.At);
                _since = entry.At;
                break;
            case ConsoleEvent.Turned turned when turned.Input.StartsWith("timer", StringComparison.Ordinal) && entry.At - _since > TimeSpan.FromMinutes(1):
                // The person simply waited that long.
                Add($"advance {Duration((long)Math.Ceiling((entry.At - _since).TotalSeconds))}", entry.At);
                _since = entry.At;
                break;
        }
    }

    private string Of(ConsoleEvent.Said said) => said.What switch
    {
        "tap" => $"> [{said.Text}]",
        "photo" => $"{(said.AsFile ? "file" : "photo")} {(said.Script == "good" ? "" : said.Script)}".TrimEnd(),
        _ => $"> {(_mobileOfCode.TryGetValue(said.Text.Trim(), out var mobile) ? $"{{otp {mobile}}}" : said.Text.Replace("\n", "\\n", StringComparison.Ordinal))}",
    };

    /// <summary>Says under which address the phone speaks, where that is another one than before.</summary>
    private void SpeakAs(string from, string userId, DateTimeOffset at)
    {
        var line = userId.Length > 0 ? $"as {from} {userId}" : $"as {from}";
        if (from.Length == 0 || line == _as) return;

        _as = line;
        Add(line, at);
    }

    private void Add(string text, DateTimeOffset at) => _lines.Add(new(text, at - _since));

    /// <summary>A reply as a pattern on one line: what the file format cannot hold literally becomes a star.</summary>
    private static string Escaped(string text)
    {
        var line = new StringBuilder(text.TrimEnd().Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
        if (line.Length < text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Length || line.Length == 0 || text == "...")
            line.Append('*');
        return line.ToString();
    }

    private static string Duration(long seconds) => seconds switch
    {
        _ when seconds % 3600 == 0 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}h"),
        _ when seconds % 60 == 0 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
    };
}

/// <param name="Lag">How long after the person's last act it came.</param>
internal sealed record ScriptLine(string Text, TimeSpan Lag = default);
