using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Yaml;
using Bot.Sandbox;
using Bot.Sandbox.Operations;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;

namespace Bot.Host.Replays;

/// <summary>A scripted conversation as a list of what to do and what must come of it. The grammar is described in docs/replays.md.</summary>
internal sealed partial record ReplayScript(string File, string Title, ImmutableArray<ReplayLine> Lines)
{
    /// <summary>The line of a script that is played once in each language.</summary>
    public const string EveryLanguage = "in every language";

    /// <summary>Language it is played in; null where it is played as it is written.</summary>
    public string? Language { get; init; }

    /// <summary>Languages that have lines of their own in it.</summary>
    public IReadOnlyCollection<string> Codes { get; init; } = [];

    /// <param name="language">Language to play it in; null for the one it is written in.</param>
    public static (ReplayScript Script, IReadOnlyList<Issue> Issues) Read(string file, string text, string? language = null)
    {
        var own = new LanguageLines(language);
        var everywhere = false;
        var lines = ImmutableArray.CreateBuilder<ReplayLine>();
        var issues = new List<Issue>();
        var title = "";
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r', ' ', '\t');
            if (line.Length == 0) continue;
            if (line[0] == '#')
            {
                if (title.Length == 0) title = line[1..].Trim();
                continue;
            }
            if (line == EveryLanguage)
            {
                everywhere = true;
                continue;
            }
            if (everywhere && LanguageLines.Has(line))
            {
                if (own.Read(line) is { } owned) lines.Add(new(number, line, owned));
                continue;
            }
            if (Parse(own.Translate(line)) is { } act) lines.Add(new(number, line, act));
            else issues.Add(new(file, number, 1, $"'{line}' is no line of a replay", ReplayWords.Instead(line)));
        }
        return (new(file, title.Length > 0 ? title : Path.GetFileNameWithoutExtension(file), lines.ToImmutable()) { Language = language, Codes = own.Codes },
            issues);
    }

    /// <summary><c>[A] [B]</c> as A and B.</summary>
    public static ImmutableArray<string> LabelsOf(string line) => [.. Labels().Matches(line).Select(label => label.Groups[1].Value)];

    private static ReplayAct? Parse(string line)
    {
        if (line is "< ...") return new ReplayAct.AllowMore();
        if (line.StartsWith("< ", StringComparison.Ordinal)) return new ReplayAct.Expect(line[2..].Replace("\\n", "\n", StringComparison.Ordinal));
        if (line[0] == '[') return LabelsOf(line) is { Length: > 0 } labels ? new ReplayAct.Offered(labels) : null;
        if (line[0] == '{') return CarriedParts.Read(line) is { Length: > 0 } parts ? new ReplayAct.Carries(parts) : null;
        if (line.StartsWith("> [", StringComparison.Ordinal) && line[^1] == ']') return new ReplayAct.Tap(line[3..^1]);
        if (line.StartsWith("> ", StringComparison.Ordinal)) return new ReplayAct.Say(line[2..].Replace("\\n", "\n", StringComparison.Ordinal));
        if (line.StartsWith("@ ", StringComparison.Ordinal))
            return line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is var words && ReplayAssertions.Has(words)
                ? new ReplayAct.Assert([.. words])
                : null;

        var (word, rest) = line.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? (line[..space], line[(space + 1)..].Trim()) : (line, "");
        return word switch
        {
            "given" when rest == "no sms left today" => new ReplayAct.NoSmsLeft(),
            "given" when rest.StartsWith("http ", StringComparison.Ordinal) => PlayedAnswer.Parse(rest["http ".Length..]) is { } answer ? new ReplayAct.Answers(answer) : null,
            "given" when rest.StartsWith("call ", StringComparison.Ordinal) => GivenCall.Parse(rest["call ".Length..]) is { } call ? new ReplayAct.Returns(call) : null,
            "given" => Agent(rest),
            "channel" when SandboxWorld.Channels.Contains(rest) => new ReplayAct.Channel(rest),
            "as" when Phone().IsMatch(rest) => rest.Split(' ', 2) is [var number, var user] ? new ReplayAct.As(number, user) : new ReplayAct.As(rest, ""),
            "language" when rest is [>= 'a' and <= 'z', >= 'a' and <= 'z', ..] => new ReplayAct.Language(rest),
            "photo" when rest.Length == 0 || ReplayFiles.Names.Contains(rest) => new ReplayAct.Photo(rest.Length == 0 ? "good" : rest, 1),
            "photos" when int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => new ReplayAct.Photo("good", count),
            "file" when rest.Length == 0 || ReplayFiles.Names.Contains(rest) => new ReplayAct.Photo(rest.Length == 0 ? "good" : rest, 1) { AsFile = true },
            "event" when ReplayWords.Events.Contains(rest.Split(' ')[0]) =>
                rest.Split(' ', 2) is [var kind, var value] ? new ReplayAct.Event(kind, value) : new ReplayAct.Event(rest, ""),
            "sticker" when rest.Length == 0 => new ReplayAct.Sticker(),
            "voice" when rest.Length == 0 => new ReplayAct.Voice(),
            "crash" when rest.Length == 0 => new ReplayAct.Crash(),
            "at" when ReplayAct.At.Read(rest) is { } moment => moment,
            "advance" when Durations.TryParse(rest, out var duration) => new ReplayAct.Advance(duration),
            "dup" when rest.Length == 0 => new ReplayAct.Duplicate(),
            "reorder" when rest.Length == 0 => new ReplayAct.Reorder(),
            "sandbox" => Fault(rest),
            _ => null,
        };
    }

    private static ReplayAct.Agent? Agent(string text)
    {
        var match = AgentLine().Match(text);
        if (!match.Success) return null;

        var tags = match.Groups["tags"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (tags is [var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var many))
            tags = [.. Enumerable.Range(1, many).Select(tag => $"608116-001-{2000 + tag:0000000}")];
        return new(match.Groups["mobile"].Value, match.Groups["name"].Value, decimal.Parse(match.Groups["wallet"].Value, CultureInfo.InvariantCulture), [.. tags]);
    }

    /// <summary><c>shauryapay status 500 /path times 3</c>, or the fault in the sandbox's own words.</summary>
    private static ReplayAct.Sandbox? Fault(string text)
    {
        var (partner, rest) = text.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? (text[..space], text[(space + 1)..]) : (text, "");
        if (!SandboxWorld.Partners.Contains(partner)) return null;

        rest = TimesWord().Replace(rest, " $1 times");
        if (PathWord().Match(rest) is { Success: true } path) rest = $"{rest.Remove(path.Index, path.Length)} on {path.Groups[1].Value}";
        try
        {
            return new(partner, SandboxFault.Parse(rest));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\[([^\]]+)\]")]
    private static partial Regex Labels();

    [GeneratedRegex("""^agent (?<mobile>\d{10}) "(?<name>[^"]+)" wallet (?<wallet>\d+)(?: tags (?<tags>.+))?$""")]
    private static partial Regex AgentLine();

    /// <summary>A number, a user id that stands in for one, or both.</summary>
    [GeneratedRegex(@"^(?:\d{10,15}|[A-Z]{2}\.\d+)(?: [A-Z]{2}\.\d+)?$")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\stimes (\d+)\b")]
    private static partial Regex TimesWord();

    [GeneratedRegex(@"\s/(\S+)")]
    private static partial Regex PathWord();
}

/// <param name="Number">Line in the file, from 1.</param>
internal sealed record ReplayLine(int Number, string Text, ReplayAct Act);

/// <summary>One line of a scripted conversation.</summary>
internal abstract record ReplayAct
{
    internal sealed record Agent(string Mobile, string Name, decimal Wallet, ImmutableArray<string> Tags) : ReplayAct;

    /// <summary>The day's login codes by SMS are used up.</summary>
    internal sealed record NoSmsLeft : ReplayAct;

    /// <summary>A host that operations of flows call answers so.</summary>
    internal sealed record Answers(PlayedAnswer Answer) : ReplayAct;

    /// <summary>The next call of an operation comes back so.</summary>
    internal sealed record Returns(GivenCall Call) : ReplayAct;

    internal sealed record Channel(string Name) : ReplayAct;

    /// <summary>What is no ordinary message: see <see cref="Bot.Sandbox.Phones.PhoneEvent"/>.</summary>
    internal sealed record Event(string Kind, string Value) : ReplayAct;

    /// <summary>Another phone speaks from here on.</summary>
    internal sealed record As(string Number, string UserId) : ReplayAct;

    /// <summary>The phone that speaks has this language from its first message on.</summary>
    internal sealed record Language(string Code) : ReplayAct;

    /// <summary><c>{otp 9876500001}</c> in the text stands for the last code which that number was sent.</summary>
    internal sealed record Say(string Text) : ReplayAct;

    internal sealed record Tap(string Label) : ReplayAct;

    /// <param name="Kind"><c>good</c>, or a kind of <see cref="ReplayFiles"/>.</param>
    internal sealed record Photo(string Kind, int Count) : ReplayAct
    {
        /// <summary>It comes as a document, with a type that says nothing.</summary>
        public bool AsFile { get; init; }

        /// <summary>The webhook call that brings it.</summary>
        public WebhookCall Write(SimulatedPhone phone, PhoneAct act, string id, string url) => AsFile
            ? phone.Document(act, id, url, "application/octet-stream", "rc.jpg")
            : phone.Image(act, id, url, "image/jpeg");
    }

    internal sealed record Voice : ReplayAct;

    internal sealed record Sticker : ReplayAct;

    /// <summary>The next reply must match; <c>*</c> stands for anything.</summary>
    internal sealed record Expect(string Glob) : ReplayAct;

    /// <summary>Any replies may come here.</summary>
    internal sealed record AllowMore : ReplayAct;

    /// <summary>The reply just matched offers exactly these, in this order.</summary>
    internal sealed record Offered(ImmutableArray<string> Labels) : ReplayAct;

    /// <summary>The reply just matched carries these; <c>*</c> stands for anything. See <see cref="CarriedParts"/>.</summary>
    internal sealed record Carries(ImmutableArray<string> Globs) : ReplayAct;

    /// <summary>The reply just matched has these words in the language played.</summary>
    internal sealed record Worded(string Glob) : ReplayAct;

    /// <summary>What the reply just matched offers is called so in the language played.</summary>
    internal sealed record Labelled(ImmutableArray<string> Labels) : ReplayAct;

    internal sealed record Assert(ImmutableArray<string> Words) : ReplayAct;

    /// <summary>Everything in memory is gone; the next line starts from disk.</summary>
    internal sealed record Crash : ReplayAct;

    internal sealed record Advance(TimeSpan By) : ReplayAct;

    /// <summary>It is that time now; what falls due on the way happens. As the first line it is when the conversation begins.</summary>
    internal sealed record At(DateTimeOffset Time) : ReplayAct
    {
        private const string Form = "yyyy-MM-dd HH:mm";

        /// <summary><c>2026-11-28 10:00</c>, by the clock of India; null for anything else.</summary>
        public static At? Read(string text) =>
            DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 2000 and < 2100
                ? new At(new DateTimeOffset(local, IndianDate.Offset).ToUniversalTime())
                : null;

        public static string Written(DateTimeOffset time) => time.ToOffset(IndianDate.Offset).ToString(Form, CultureInfo.InvariantCulture);
    }

    /// <summary>The provider delivers the last message again.</summary>
    internal sealed record Duplicate : ReplayAct;

    /// <summary>The next two messages arrive in the other order.</summary>
    internal sealed record Reorder : ReplayAct;

    internal sealed record Sandbox(string Partner, SandboxFault Fault) : ReplayAct;
}
