using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Bot.Engine.Conversations;
using Bot.Engine.Machine;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Conversations;

public sealed class SessionJsonTests
{
    [Fact]
    public void Any_session_comes_back_as_it_was() =>
        Prop.ForAll(Arb.From(Sessions), session => Same(session, Back(session))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_call_comes_back_as_it_was() =>
        Prop.ForAll(
            Arb.From(from id in Texts from operation in Gen.Elements("otp.issue", "shauryapay.generateOtp") from slots in SlotSets from consequential in Flags select new CallRequest(id, operation, slots, consequential)),
            call =>
            {
                var back = CallJson.Read(CallJson.Write(call));
                return back with { Arguments = Slots.Empty } == call with { Arguments = Slots.Empty } && Same(call.Arguments, back.Arguments);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void States_and_slots_stand_by_name()
    {
        var json = Json(new()
        {
            Id = "s1",
            Language = "hi",
            Turn = 3,
            Pending = new("s1.3.sendUserOtp", "sendUserOtp", true),
            Frames = [new() { Id = "s1.1", Flow = "fastag-assign", FlowHash = "abc", State = "sendUserOtp", Slots = Slots.From([new("name", "आशा"), new("agent", Value.Record(("id", "AG1"))), new("plans", Value.List(["VC4"]))]), Trail = ["name"] }],
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
        (session.Id, session.Turn, session.Top!.State, session.Overlay).Should().Be(("s1", 2, "a", new Overlay("edit", 1)));
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

    private static readonly Gen<string> Names = Gen.Elements("a", "state", "id", "slots", "वाहन", "userMobile", "x.y", "with \"quotes\"", "");

    private static readonly Gen<string> Texts = Gen.OneOf(Names, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get))), Gen.Elements("\0\u0001\n\t\\", "🚗 टैग", "5000.00", "\u2028</script>"));

    private static readonly Gen<bool> Flags = Gen.Elements(true, false);

    private static readonly Gen<int> Numbers = Gen.OneOf(Gen.Choose(0, 3), Gen.Elements(int.MaxValue, -1));

    private static readonly Gen<Slots> SlotSets = Some(from name in Names from value in Values(3) select new KeyValuePair<string, Value>(name, value)).Select(Slots.From);

    private static readonly Gen<Frame> Frames =
        from id in Texts
        from flow in Gen.Elements("f", "fastag-assign")
        from state in Gen.Elements("s", "अवस्था")
        from hash in Texts
        from slots in SlotSets
        from trail in Some(Texts)
        from done in Some(from key in Names from outcome in Texts select (key, outcome))
        from numbers in Gen.Two(Numbers)
        from at in Names
        select new Frame
        {
            Id = id, Flow = flow, FlowHash = hash, State = state, Slots = slots, Trail = trail, Attempts = numbers.Item1, Page = numbers.Item2, AttemptsAt = at,
            Done = done.DistinctBy(item => item.key).ToImmutableSortedDictionary(item => item.key, item => item.outcome, StringComparer.Ordinal),
        };

    private static readonly Gen<HeardImage> Images =
        from id in Texts
        from seconds in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Choose(0, 9_999_999)
        from offset in Gen.Choose(-840, 840)
        from parts in Gen.Four(Texts)
        select new HeardImage(id, new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(offset)).AddSeconds(seconds).AddTicks(ticks), new("meta", parts.Item1, parts.Item2, parts.Item3, parts.Item4));

    private static readonly Gen<Session> Sessions =
        from id in Gen.Elements("s1", "एक")
        from language in Gen.Elements("en", "hi")
        from numbers in Gen.Two(Numbers)
        from human in Flags
        from frames in Some(Frames)
        from pending in Gen.OneOf(Gen.Constant<PendingCall?>(null), from call in Texts from state in Texts from cost in Flags select (PendingCall?)new PendingCall(call, state, cost))
        from overlay in Gen.OneOf(Gen.Constant<Overlay?>(null), from kind in Texts from page in Numbers select (Overlay?)new Overlay(kind, page))
        from images in Some(Images)
        select new Session { Id = id, Language = language, Turn = numbers.Item1, TimerToken = numbers.Item2, WithHuman = human, Frames = frames, Pending = pending, Overlay = overlay, Deferred = images };

    private static Gen<Value> Values(int depth)
    {
        var text = Texts.Select(item => (Value)new TextValue(item));
        if (depth == 0) return text;
        return Gen.OneOf(
            text,
            Some(from name in Names from value in Values(depth - 1) select new KeyValuePair<string, Value>(name, value)).Select(fields => (Value)new RecordValue(fields)),
            Some(Values(depth - 1)).Select(items => (Value)new ListValue(items)));
    }

    private static Gen<ImmutableArray<T>> Some<T>(Gen<T> item) => from count in Gen.Choose(0, 3) from items in Gen.ArrayOf(item, count) select ImmutableArray.Create(items);

    // Written apart from the JSON, so that nothing that is left out there is left out here.
    private static bool Same(Session a, Session b) =>
        a with { Frames = [], Deferred = [] } == b with { Frames = [], Deferred = [] }
        && a.Deferred.SequenceEqual(b.Deferred) && a.Deferred.Select(image => image.At.Offset).SequenceEqual(b.Deferred.Select(image => image.At.Offset))
        && a.Frames.Length == b.Frames.Length && a.Frames.Zip(b.Frames).All(pair => Same(pair.First, pair.Second));

    private static bool Same(Frame a, Frame b)
    {
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        return a with { Slots = Slots.Empty, Trail = [], Done = none } == b with { Slots = Slots.Empty, Trail = [], Done = none }
            && Same(a.Slots, b.Slots) && a.Trail.SequenceEqual(b.Trail) && a.Done.SequenceEqual(b.Done);
    }

    private static bool Same(Slots a, Slots b) => a.Items.ToArray().SequenceEqual(b.Items.ToArray());

    private static Session Back(Session session) => SessionJson.Read(Encoding.UTF8.GetBytes(Json(session)));

    private static string Json(Session session)
    {
        var output = new ArrayBufferWriter<byte>();
        SessionJson.Write(output, session);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
