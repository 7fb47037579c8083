using System.Text.RegularExpressions;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Loading.Yaml;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Execution;

/// <summary>The script in the comments of a case file, line by line against the machine.</summary>
/// <remarks><code>
/// > text                 the person writes; > [gold] taps what was offered last under that value,
///                        > [plan gold] what the question plan offered, > [=Gold] a tap that lost its payload,
///                        > (image a) sends an image, > (document a) a PDF, > (audio a), > (location 18.5,73.8), > (contact 9876543210),
///                        > (other sticker) something else
/// &lt; key a=b [x] [y]       the next reply: message key, arguments (the example left out), values offered; hi:key in Hindi
/// ! bank.pay plan=gold   the call that is out
/// = paid receipt=r1      it comes back; [a,b] is a list, [p1:Gold,p2:Silver] a list of rows with id and name
/// + 10m                  time passes
/// @ state a=b c=-        where the conversation stands (flow/state for another flow than the first, - for nowhere), slots by path, - for not set
/// </code>Replies must be told completely: what is left over when the next line acts is a fault.</remarks>
internal sealed partial class Script(FlowCase written)
{
    private readonly Talk _talk = new(written.Flows);

    public IReadOnlyList<string> Lines { get; } = [.. written.Comments.Where(line => Verb().IsMatch(line))];

    public void Run()
    {
        var number = 0;
        foreach (var line in Lines)
        {
            number++;
            var rest = line[1..].Trim();
            var because = $"{written.Path}, line {number} of its script: {line.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)}";
            if (line[0] is '>' or '=' or '+') _talk.Unread.Select(Written).Should().BeEmpty("nothing else was said before {0}", because);
            switch (line[0])
            {
                case '>':
                    Send(rest);
                    break;
                case '<':
                    (_talk.Unread.TryDequeue(out var reply) ? Written(reply) : "nothing").Should().Be(rest, because);
                    break;
                case '!':
                    (_talk.Call is { } call ? Written(call) : "no call").Should().Be(rest, because);
                    break;
                case '=':
                    var words = Words(rest);
                    _talk.Session.Pending.Should().NotBeNull("a call is out, {0}", because);
                    _talk.Return(words[0], [.. words[1..].Select(Field)]);
                    break;
                case '+':
                    Durations.TryParse(rest, out var time).Should().BeTrue(because);
                    _talk.Wait(time);
                    break;
                case '@':
                    Look(Words(rest), because);
                    break;
            }
        }
        _talk.Unread.Select(Written).Should().BeEmpty("nothing else is said at the end of {0}", written.Path);
    }

    private void Send(string what)
    {
        if (what is not ['[' or '(', ..]) _talk.Say(what);
        else if (what.StartsWith("[=", StringComparison.Ordinal)) _talk.Hear(new HeardTap(_talk.NextId(), _talk.Now, "", what[2..^1]));
        else if (what[0] == '[') _talk.Tap(Choice(what[1..^1].Split(' ')));
        else if (what.StartsWith("(image ", StringComparison.Ordinal)) _talk.Hear(new HeardImage(_talk.NextId(), _talk.Now, new("test", what[7..^1], "", "image/jpeg", "")));
        else if (what.StartsWith("(audio ", StringComparison.Ordinal)) _talk.Hear(Sound(what[7..^1]));
        else if (what.StartsWith("(location ", StringComparison.Ordinal)) _talk.Hear(new HeardOther(_talk.NextId(), _talk.Now, "location") { Content = what[10..^1] });
        else if (what.StartsWith("(contact ", StringComparison.Ordinal)) _talk.Hear(new HeardContact(_talk.NextId(), _talk.Now, what[9..^1], false));
        else if (what.StartsWith("(own-contact ", StringComparison.Ordinal)) _talk.Hear(new HeardContact(_talk.NextId(), _talk.Now, what[13..^1], true));
        else if (what.StartsWith("(document ", StringComparison.Ordinal)) _talk.Hear(new HeardImage(_talk.NextId(), _talk.Now, new("test", what[10..^1], "", "application/pdf", "")));
        else _talk.Hear(new HeardOther(_talk.NextId(), _talk.Now, what[1..^1].Split(' ')[^1]));
    }

    private HeardOther Sound(string id) =>
        new(_talk.NextId(), _talk.Now, "audio") { Content = new MediaReference("test", id, "", "audio/ogg", "").ToValue() };

    private Choice Choice(string[] words)
    {
        var choice = _talk.Offered.LastOrDefault(choice =>
            choice.Value == words[^1]
                && (words.Length == 1 || choice.Payload.StartsWith(words[0] + "@", StringComparison.Ordinal)
                    || choice.Payload.StartsWith(words[0] + "#", StringComparison.Ordinal)));
        return choice ?? throw new InvalidOperationException($"{written.Path}: nothing offered {string.Join(' ', words)}.");
    }

    private void Look(string[] words, string because)
    {
        var top = _talk.Session.Top;
        var where = top is null ? "-" : top.Flow == written.Entry ? top.State : $"{top.Flow}/{top.State}";
        where.Should().Be(words[0], because);
        foreach (var word in words[1..])
        {
            var (path, expected) = (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..]);
            (top!.Slots.Find(path) is { } value ? Written(value) : "-").Should().Be(expected, "{0} is the slot, {1}", path, because);
        }
    }

    private static string Written(Reply reply)
    {
        var language = reply.Language == "en" ? "" : reply.Language + ":";
        var arguments = reply.Arguments.Where(argument => argument.Key is not ("example" or "digits" or "formats" or "unit" or "decimals")).Select(argument => $" {argument.Key}={Written(argument.Value)}");
        return $"{language}{reply.Message}{string.Concat(arguments)}{string.Concat(reply.Choices.Select(choice => $" [{choice.Value}]"))}";
    }

    private static string Written(CallRequest call) => call.Operation + string.Concat(call.Arguments.Items.ToArray().Select(argument => $" {argument.Key}={Written(argument.Value)}"));

    private static string Written(Value value) => value switch
    {
        ListValue list => $"[{string.Join(',', list.Items.Select(Written))}]",
        RecordValue record when record.Field("channel") is not null => $"(image {record.Field("id")!.Text})",
        RecordValue record => string.Join(':', record.Fields.Select(field => Written(field.Value))),
        _ => value.Text,
    };

    private static (string Name, Value Value) Field(string word)
    {
        var (name, text) = (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..]);
        if (text is not ['[', .., ']']) return (name, text);
        return (name, Value.List(text[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Row)));
    }

    private static Value Row(string text) => text.Split(':') is [var id, var name] ? Value.Record(("id", id), ("name", name)) : text;

    private static string[] Words(string text) => Gap().Split(text);

    [GeneratedRegex("^[><!=+@] ")]
    private static partial Regex Verb();

    /// <summary>A space that stands in no bracket.</summary>
    [GeneratedRegex(@" +(?![^\[(]*[\])])")]
    private static partial Regex Gap();
}
