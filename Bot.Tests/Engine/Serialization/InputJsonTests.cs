using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Engine.Values;

namespace Bot.Tests.Engine.Serialization;

/// <summary>What the machine heard is read from the turn log as it was written.</summary>
public sealed class InputJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 29, 9, 30, 1, 234, TimeSpan.FromHours(5.5));

    private static readonly Input[] All =
    [
        new HeardText("wamid.1", At, "नमस्ते \"you\"\n🚗"),
        new HeardText("wamid.late", At, "") { IsLate = true },
        new HeardTap("wamid.2", At, "agentMenu@1#assign", "Assign"),
        new HeardTap("wamid.3", At, "", "Assign"),
        new HeardImage("wamid.4", At, new("meta", "123", "", "image/jpeg", "ab")) { IsKept = true },
        new HeardImage("wamid.5", At, new("", "", "", "video", "")),
        new HeardOther("wamid.6", At, "sticker"),
        new HeardOther("wamid.14", At, "location") { Content = Value.Of("18.520430,73.856744") },
        new HeardOther("wamid.15", At, "audio") { Content = Value.Record(("id", "a-1"), ("mimeType", "audio/ogg")) },
        new StartedFor("start.1", At, "visit", Slots.Empty.With("name", Value.Of("Asha")), "hi", new("visit_due", "hi", ["Asha", "Monday"])),
        new StartedFor("start.2", At, "visit", Slots.Empty, null, null),
        new HeardContact("wamid.7", At, "919800000001", IsOwn: true),
        new HeardContact("wamid.8", At, "919800000001", IsOwn: false),
        new HeardEdit("wamid.9", At, "wamid.1", "new words"),
        new HeardEdit("wamid.10", At, "", null),
        new Announcement("notice.1", At, "joined"),
        new OwnerSpoke("wamid.11", At, At.AddMinutes(30)),
        new IdentityLearned("wamid.12", At),
        new IdentityLearned("wamid.13", At) { SilentSince = At.AddHours(-3) },
        new CallReturned("s.1.call", At, "sent", Value.Record(("requestId", "r-1"), ("text", "a"), ("outcome", "b"))),
        new CallReturned("s.2.call", At, "declined", Value.Of("")) { Fault = new("", "mobile", "wrongNumber") },
        new CallSettled("settled.s.1.pay", At, new() { Id = "s.1", Flow = "loan", State = "pay", Slots = Slots.Empty.With("amount", Value.Of("5")) }, "paid",
            Value.Record(("receipt", "R-7"))),
        new TimerFired("timer.s.3", At, TimerKind.Remind, 7, Silent: true),
        new TimerFired("timer.s.4", At, TimerKind.Expire, 8),
        new MovedByOperator("op.1", At, "amount"),
        new EndedByOperator("op.2", At),
        new SetByOperator("op.3", At, "hi", null),
        new SetByOperator("op.4", At, null, true),
        new SetByOperator("op.5", At, null, true) { By = "asha" },
        new MovedByOperator("op.6", At, "amount") { By = "asha", HandsBack = true },
        new WrittenByOperator("op.7", At, new("नमस्ते")) { By = "asha" },
        new WrittenByOperator("op.8", At, new("the form") { Link = "https://files.example/1", FileName = "form.pdf" }) { By = "asha" },
        new AnsweredByOperator("op.9", At, "amount", "12,000") { By = "asha" },
    ];

    public static TheoryData<int> Inputs => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void An_input_is_read_as_it_was_written(int number)
    {
        var read = RoundTrip([], new TurnLogEntry(All[number], [])).Entry!.Input;

        read.Should().BeOfType(All[number].GetType());
        Written(read).Should().Be(Written(All[number]));
        if (read is not (CallReturned or CallSettled or StartedFor)) read.Should().Be(All[number]);
        (read.At, read.At.Offset, read.IsLate).Should().Be((At, At.Offset, All[number].IsLate));
    }

    [Fact]
    public void Every_kind_of_input_is_among_them() => All.Select(input => input.GetType()).Distinct().Should()
        .BeEquivalentTo(typeof(Input).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Input)) && !type.IsAbstract));

    [Fact]
    public void What_was_said_the_way_and_the_sessions_come_back()
    {
        ImmutableArray<TranscriptLine> lines = [new("in", "1"), new("out", "Please enter\n\"it\"")];
        var entry = new TurnLogEntry(All[0], [new("loan", "amount", "answer 2", "tenure"), new("loan", "tenure", "skip", "confirm")])
        {
            Before = new() { Id = "s", Turn = 3 },
            After = new() { Id = "s", Turn = 4, WithHuman = true },
        };

        var read = RoundTrip(lines, entry);

        read.Lines.Should().Equal(lines);
        read.Entry!.Path.Should().Equal(entry.Path);
        (read.Entry.Before!.Turn, read.Entry.After!.Turn, read.Entry.After.WithHuman).Should().Be((3, 4, true));
    }

    [Fact]
    public void Without_an_input_only_what_was_said_is_there()
    {
        var read = RoundTrip([new("out", "Good morning")], null);

        read.Lines.Should().Equal(new TranscriptLine("out", "Good morning"));
        read.Entry.Should().BeNull();
    }

    private static LoggedTurn RoundTrip(ImmutableArray<TranscriptLine> lines, TurnLogEntry? entry) => TurnLogJson.Read(Bytes(lines, entry));

    private static string Written(Input input) => Encoding.UTF8.GetString(Bytes([], new TurnLogEntry(input, [])));

    private static byte[] Bytes(ImmutableArray<TranscriptLine> lines, TurnLogEntry? entry)
    {
        var output = new ArrayBufferWriter<byte>();
        TurnLogJson.Write(output, lines, entry);
        return output.WrittenSpan.ToArray();
    }
}
