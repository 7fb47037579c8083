using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Bot.Engine.Execution;
using Bot.Engine.Serialization;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using FsCheck;
using FsCheck.Fluent;
using static Bot.Tests.Engine.Serialization.AnySession;

namespace Bot.Tests.Engine.Serialization;

public sealed class SessionJsonTests
{
    [Fact]
    public void Any_session_comes_back_as_it_was() =>
        Prop.ForAll(Arb.From(Sessions), session => Same(session, Back(session))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_call_comes_back_as_it_was() =>
        Prop.ForAll(
            Arb.From(
                from id in Texts
                from operation in Gen.Elements("otp.issue",
                    "shauryapay.generateOtp")
                from slots in SlotSets
                from consequential in Flags
                from version in Gen.Choose(0, 40)
                select new CallRequest(id, operation, slots, consequential) { FlowsVersion = version }),
            call =>
            {
                var back = CallJson.Read(CallJson.Write(call));
                return back with { Arguments = Slots.Empty } == call with { Arguments = Slots.Empty } && Same(call.Arguments, back.Arguments);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Slots_that_were_read_and_changed_are_what_they_would_be_without_reading()
    {
        var changed = from name in Names from value in Gen.OneOf(AnyValue(2), Gen.Constant<Value?>(null)!) select (Name: name, Value: (Value?)value);
        Prop.ForAll(
            Arb.From(
                from slots in SlotSets
                from changes in changed.ListOf()
                select (Slots: Slots.From([.. slots.Items.ToArray().DistinctBy(item => item.Key)]),
                    Changes: changes)), made =>
        {
            var (read, plain) = (Back(Holding(made.Slots)).Top!.Slots, made.Slots.Items.ToArray().ToList());
            foreach (var (name, value) in made.Changes)
            {
                read = value is null ? read.Without(name) : read.With(name, value);
                var at = plain.FindIndex(item => item.Key == name);
                if (value is null && at >= 0) plain.RemoveAt(at);
                else if (value is not null && at >= 0) plain[at] = new(name, value);
                else if (value is not null) plain.Add(new(name, value));
                if (read.Has(name) != value is not null || !Equals(read.Find(name), value) || read.Count != plain.Count) return false;
            }

            return read.Items.ToArray().SequenceEqual(plain) && Back(Holding(read)).Top!.Slots.Items.ToArray().SequenceEqual(plain);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Any_number_of_slots_can_be_read_and_changed()
    {
        foreach (var count in new[] { 1, 127, 128, 129, 300 })
        {
            var slots = Back(Holding(Slots.From([.. Enumerable.Range(0, count).Select(i => new KeyValuePair<string, Value>($"s{i}", $"{i}"))]))).Top!.Slots;
            var changed = Back(Holding(slots.With("s0", "changed").With("more", "new"))).Top!.Slots;
            (changed.Count, changed.Find("s0")!.Text, changed.Find("more")!.Text, changed.Find($"s{count}")).Should().Be((count + 1, "changed", "new", null));
            if (count > 1) changed.Find($"s{count - 1}")!.Text.Should().Be($"{count - 1}");
        }
    }

    [Fact]
    public void A_slot_is_not_taken_for_one_whose_name_only_begins_alike()
    {
        // Both are looked for by the same sign; only the closing quote tells them apart.
        Back(Holding(Slots.From([new("agentTag", "blue")]))).Top!.Slots.Find("agent").Should().BeNull();
        Back(Holding(Slots.From([new("agentTag", "blue"), new("agent", "Asha")]))).Top!.Slots.Find("agent")!.Text.Should().Be("Asha");
    }

    [Fact]
    public void What_a_waiting_run_carries_is_there_when_it_is_asked()
    {
        Frame waiting = new()
        {
            Id = "s1.1", Flow = "f", FlowHash = "h", State = "s", Slots = Slots.From([new("name", "Asha"), new("plan", "400")]), VisitedStates = ["a"],
            CompletedResults = ImmutableSortedDictionary<string, string>.Empty.Add("a", "found")
        };
        var run = Back(new() { Id = "s1", Frames = [waiting, waiting with { Id = "s1.2" }] }).Frames[0];
        run.Slots.With("name", "Ravi").Find("plan")!.Text.Should().Be("400");
        (run.Id, run.FlowHash, run.VisitedStates[0], run.CompletedResults.Find("a")).Should().Be(("s1.1", "h", "a", "found"));

        var again = Back(new() { Id = "s1", Frames = [run with { Id = "other", Slots = run.Slots.With("name", "Ravi") }] }).Frames[0];
        (again.Id, again.FlowHash, again.Slots.Find("name")!.Text, again.Slots.Find("plan")!.Text, again.VisitedStates[0]).Should().Be(("other", "h", "Ravi", "400", "a"));
    }

    [Fact]
    public void A_field_is_found_in_what_was_read_however_it_is_written()
    {
        var slots = Back(Holding(Slots.From([new("agent", Value.Record(("id", "7"), ("with \"quotes\"", "q"), ("वाहन", "v"), ("in", Value.Record(("deep", "d")))))]))).Top!.Slots;
        new[] { "agent.id", "agent.with \"quotes\"", "agent.वाहन", "agent.in.deep" }.Select(path => slots.Find(path)?.Text).Should().Equal("7", "q", "v", "d");
        new[] { "agent.i", "agent.idx", "agent.in.dee", "agen.id", "agent.id.x" }.Select(slots.Find).Should().AllBeEquivalentTo((Value?)null);
    }

    [Fact]
    public void Results_and_a_trail_that_were_read_go_on()
    {
        var run = Back(
            new()
            {
                Id = "s1",
                Frames =
                [
                    new()
                    {
                        Id = "1", Flow = "f", FlowHash = "h", State = "s", VisitedStates = ["found", "a"],
                        CompletedResults = ImmutableSortedDictionary<string, string>.Empty.Add("a", "found").Add("b", "a"),
                    },
                ]
            }).Top!;
        (run.CompletedResults.Find("a"), run.CompletedResults.Find("b"), run.CompletedResults.Find("found"), run.CompletedResults.Has("c")).Should().Be(("found", "a", null, false));
        (run.VisitedStates.IndexOf("a"), run.VisitedStates.IndexOf("b"), run.VisitedStates.Add("b").IndexOf("b")).Should().Be((1, -1, 2));

        var on = Back(
            new()
            {
                Id = "s1",
                Frames = [run with { VisitedStates = run.VisitedStates.Add("c"), CompletedResults = run.CompletedResults.With("c", "sent").With("a", "sent").Without("b") }]
            }).Top!;
        on.VisitedStates.Should().Equal("found", "a", "c");
        on.CompletedResults.Should().Equal(new("a", "sent"), new KeyValuePair<string, string>("c", "sent"));
    }

    [Fact]
    public void A_run_that_nothing_changed_is_written_as_it_was_read()
    {
        var json = """{"id":"s1","language":"en","turn":2,"frames":[{"id":"1","flow":"f","flowHash":"h","later":[1],"state":"a","slots":{"x":"1"}},{"id":"2","flow":"f","flowHash":"h","state":"a"}]}""";
        var session = SessionJson.Read(Encoding.UTF8.GetBytes(json));
        Json(session).Should().Be(json);
        Json(session with { Frames = [session.Frames[0] with { State = "b" }] }).Should().Be("""{"id":"s1","language":"en","turn":2,"frames":[{"id":"1","flow":"f","flowHash":"h","state":"b","slots":{"x":"1"}}]}""");
    }

    [Fact]
    public void States_and_slots_stand_by_name()
    {
        var json = Json(new()
        {
            Id = "s1",
            Language = "hi",
            Turn = 3,
            Pending = new("s1.3.sendUserOtp", "sendUserOtp", true),
            Frames =
            [
                new()
                {
                    Id = "s1.1", Flow = "fastag-assign", FlowHash = "abc", State = "sendUserOtp", VisitedStates = ["name"],
                    Slots = Slots.From([new("name", "आशा"), new("agent", Value.Record(("id", "AG1"))), new("plans", Value.List(["VC4"]))]),
                },
            ],
        });

        json.Should().Be(
            """
            {"id":"s1","language":"hi","turn":3,"pending":{"id":"s1.3.sendUserOtp","state":"sendUserOtp","consequential":true},"frames":[{"id":"s1.1","flow":"fastag-assign","flowHash":"abc","state":"sendUserOtp","slots":{"name":"आशा","agent":{"id":"AG1"},"plans":["VC4"]},"trail":["name"]}]}
            """);
    }

    [Fact]
    public void What_a_newer_build_wrote_beside_it_is_skipped()
    {
        var session = SessionJson.Read("""{"later":{"a":[1,{"b":null}]},"id":"s1","turn":2,"mood":true,"frames":[{"flow":"f","state":"a","id":"1","flowHash":"h","depth":[[]]}],"overlay":{"kind":"edit","page":1,"x":0}}"""u8);
        (session.Id, session.Turn, session.Top!.State, session.Interrupt).Should().Be(("s1", 2, "a", new Interrupt("edit", 1)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"id\":\"s\",\"frames\":[{}]}")]
    [InlineData("{\"id\":\"s\",\"frames\":[{\"flow\":\"f\",\"state\":\"s\",\"slots\":{\"a\":1}}]}")]
    [InlineData("{\"id\":\"s\"")]
    public void What_is_no_session_is_refused(string json) =>
        FluentActions.Invoking(() => SessionJson.Read(Encoding.UTF8.GetBytes(json))).Should().Throw<JsonException>();

    [Fact]
    public void Half_an_emoji_does_not_lose_a_session()
    {
        var session = new Session { Id = "s1", Frames = [new() { Id = "1", Flow = "f", FlowHash = "h", State = "s", Slots = Slots.From([new("name", "Asha \uD83D"), new("other", "🚗 \uDE97 🚗")]) }] };
        var slots = Back(session).Top!.Slots;
        slots.Find("name")!.Text.Should().Be("Asha \uFFFD");
        slots.Find("other")!.Text.Should().Be("🚗 \uFFFD 🚗");
    }

    [Fact]
    public void A_value_too_deep_to_be_read_again_is_not_written()
    {
        Value deep = "bottom";
        for (var i = 0; i < 200; i++) deep = Value.Record(("in", deep));
        var session = new Session { Id = "s1", Frames = [new() { Id = "1", Flow = "f", FlowHash = "h", State = "s", Slots = Slots.From([new("deep", deep)]) }] };
        FluentActions.Invoking(() => Json(session)).Should().Throw<InvalidOperationException>();
    }

    // Written apart from the JSON, so that nothing that is left out there is left out here.
    private static bool Same(Session a, Session b) =>
        a with { Frames = [], Deferred = [], Aliases = [], SetAside = [] } == b with { Frames = [], Deferred = [], Aliases = [], SetAside = [] }
        && a.Aliases.SequenceEqual(b.Aliases) && a.SetAside.Select(one => one.Until).SequenceEqual(b.SetAside.Select(one => one.Until))
        && a.SetAside.Zip(b.SetAside).All(pair => Same(pair.First.Frames, pair.Second.Frames))
        && a.Deferred.SequenceEqual(b.Deferred) && a.Deferred.Select(image => image.At.Offset).SequenceEqual(b.Deferred.Select(image => image.At.Offset))
        && Same(a.Frames, b.Frames);

    private static bool Same(ImmutableArray<Frame> a, ImmutableArray<Frame> b) =>
        a.Length == b.Length && a.Zip(b).All(pair => Same(pair.First, pair.Second));

    private static bool Same(Frame a, Frame b)
    {
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        return a with
        {
            Slots = Slots.Empty,
            VisitedStates = [],
            CompletedResults = none
        } == b with { Slots = Slots.Empty, VisitedStates = [], CompletedResults = none }
            && Same(a.Slots, b.Slots) && a.VisitedStates.SequenceEqual(b.VisitedStates) && a.CompletedResults.SequenceEqual(b.CompletedResults);
    }

    private static bool Same(Slots a, Slots b) => a.Items.ToArray().SequenceEqual(b.Items.ToArray());

    private static Session Holding(Slots slots) => new() { Id = "s1", Frames = [new() { Id = "1", Flow = "f", FlowHash = "h", State = "s", Slots = slots }] };

    private static Session Back(Session session) => SessionJson.Read(Encoding.UTF8.GetBytes(Json(session)));

    private static string Json(Session session)
    {
        var output = new ArrayBufferWriter<byte>();
        SessionJson.Write(output, session);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
