using System.Collections.Immutable;
using System.Text;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Engine.Serialization;

/// <summary>Sessions of every shape, with texts that are hard to write.</summary>
internal static class AnySession
{
    public static readonly Gen<string> Names = Gen.Elements("a", "state", "id", "slots", "वाहन", "userMobile", "x.y", "with \"quotes\"", "");

    private static readonly Gen<string> AnyText =
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)));

    public static readonly Gen<string> Texts = Gen.OneOf(Names, AnyText, Gen.Elements("\0\u0001\n\t\\", "🚗 टैग", "5000.00", "\u2028</script>"));

    public static readonly Gen<bool> Flags = Gen.Elements(true, false);

    public static readonly Gen<int> Numbers = Gen.OneOf(Gen.Choose(0, 3), Gen.Elements(int.MaxValue, -1));

    public static readonly Gen<Slots> SlotSets = Some(Fields(3)).Select(Slots.From);

    public static readonly Gen<Frame> Frames =
        from id in Texts
        from flow in Gen.Elements("f", "fastag-assign")
        from state in Gen.Elements("s", "अवस्था")
        from hash in Texts
        from slots in SlotSets
        from visited in Some(Texts)
        from done in Some(from key in Names from outcome in Texts select (key, outcome))
        from numbers in Gen.Two(Numbers)
        from at in Names
        select new Frame
        {
            Id = id, Flow = flow, FlowHash = hash, State = state, Slots = slots, VisitedStates = visited,
            Attempts = numbers.Item1, Page = numbers.Item2, AttemptsAt = at,
            CompletedResults = done.DistinctBy(item => item.key).ToImmutableSortedDictionary(item => item.key, item => item.outcome, StringComparer.Ordinal),
        };

    public static readonly Gen<HeardImage> Images =
        from id in Texts
        from seconds in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Choose(0, 9_999_999)
        from offset in Gen.Choose(-840, 840)
        from parts in Gen.Four(Texts)
        let at = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(offset)).AddSeconds(seconds).AddTicks(ticks)
        select new HeardImage(id, at, new("meta", parts.Item1, parts.Item2, parts.Item3, parts.Item4));

    private static readonly Gen<PendingCall?> Calls = Gen.OneOf(
        Gen.Constant<PendingCall?>(null),
        from call in Texts from state in Texts from cost in Flags select (PendingCall?)new PendingCall(call, state, cost));

    private static readonly Gen<Interrupt?> Interrupts = Gen.OneOf(
        Gen.Constant<Interrupt?>(null),
        from kind in Texts from page in Numbers select (Interrupt?)new Interrupt(kind, page));

    public static readonly Gen<Session> Sessions =
        from id in Gen.Elements("s1", "एक")
        from language in Gen.Elements("en", "hi")
        from numbers in Gen.Two(Numbers)
        from human in Flags
        from chosen in Flags
        from frames in Some(Frames)
        from pending in Calls
        from interrupt in Interrupts
        from images in Some(Images)
        from aliases in Some(Texts)
        from aside in Some(from until in Texts from runs in Some(Frames) select new SetAside(until, runs))
        from to in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text))
        from name in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text))
        from versions in Gen.Two(Numbers)
        from answered in Texts
        select new Session
        {
            Id = id, Language = language, LanguageChosen = chosen, Turn = numbers.Item1, TimerToken = numbers.Item2, WithHuman = human, Frames = frames,
            Pending = pending, Interrupt = interrupt, Deferred = images, Aliases = aliases, SetAside = aside, MovedTo = to, Operator = name,
            FlowsVersion = versions.Item1, Publication = versions.Item2, EarlierAnswers = answered,
        };

    public static Gen<Value> AnyValue(int depth)
    {
        var text = Texts.Select(item => (Value)new TextValue(item));
        if (depth == 0) return text;
        return Gen.OneOf(
            text,
            Some(Fields(depth - 1)).Select(fields => (Value)new RecordValue(fields)),
            Some(AnyValue(depth - 1)).Select(items => (Value)new ListValue(items)));
    }

    private static Gen<KeyValuePair<string, Value>> Fields(int depth) =>
        from name in Names
        from value in AnyValue(depth)
        select new KeyValuePair<string, Value>(name, value);

    public static Gen<ImmutableArray<T>> Some<T>(Gen<T> item) =>
        from count in Gen.Choose(0, 3) from items in Gen.ArrayOf(item, count) select ImmutableArray.Create(items);
}
