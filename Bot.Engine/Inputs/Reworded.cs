using System.Collections.Immutable;
using Bot.Engine.Values;

namespace Bot.Engine.Inputs;

/// <summary>A type that says its rejections in a flow's own words.</summary>
/// <example><code>
/// tyres: { type: number, min: 1, max: 8, reject: { tooLarge: tooManyTyres } }
/// </code></example>
public sealed class Reworded(InputType inner, RejectWords words) : InputType
{
    public override string Name => inner.Name;

    public override string Accepts => inner.Accepts;

    public override string Example => inner.Example;

    public override int LongestLength => inner.LongestLength;

    public override bool Secret => inner.Secret;

    public override bool TakesImage => inner.TakesImage;

    public override bool TakesContact => inner.TakesContact;

    public override bool AsksOwnContact => inner.AsksOwnContact;

    public override string TakesSent => inner.TakesSent;

    public override bool IsTyped => inner.IsTyped;

    public override ImmutableArray<string> Offers => inner.Offers;

    public override ImmutableArray<string> Values => inner.Values;

    public override bool IsCode => inner.IsCode;

    public override bool TakesWords => inner.TakesWords;

    public override bool IsName => inner.IsName;

    public override RejectWords Rewording => words;

    public override IReadOnlyList<string> MessageKeys => [.. inner.MessageKeys.Select(words.For).Distinct()];

    public override ImmutableArray<KeyValuePair<string, Value>> MessageArguments => inner.MessageArguments;

    public override ImmutableArray<KeyValuePair<string, Value>>? MovingArguments(DateTimeOffset now) => inner.MovingArguments(now);

    public override ImmutableArray<string> RejectionArguments => inner.RejectionArguments;

    internal override Rejected None => Said(inner.None);

    public override Reading ReadSent(Value content) => Said(inner.ReadSent(content));

    protected override Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words) => Said(inner.Read(text, now, words));

    private Reading Said(Reading reading) => reading is Rejected rejected ? Said(rejected) : reading;

    private Rejected Said(Rejected rejected) => rejected with { Key = words.For(rejected.Key) };
}
