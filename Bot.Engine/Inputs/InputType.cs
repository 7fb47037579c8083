using System.Collections.Immutable;
using System.Globalization;
using Bot.Engine.Values;

namespace Bot.Engine.Inputs;

/// <summary>
/// How one kind of answer is understood: parse, normalise, explain. Pure; one file each; the engine's own are listed in <see cref="InputTypes"/>, a product's
/// are added with <c>AddInputType</c>.
/// </summary>
/// <remarks>
/// An implementer owes: never throw on any text, canonical text out, and for every rejection a sentence key with an example in every messages file.
/// </remarks>
public abstract class InputType
{
    /// <summary>The name a flow uses: <c>vehicleRegistration</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for a flow's author: what is accepted.</summary>
    public abstract string Accepts { get; }

    /// <summary>An answer that is accepted, as people type it (<c>15-06-1990</c>, <c>50 lakh</c>); shown in rejections as <c>{{ example }}</c>.</summary>
    public abstract string Example { get; }

    /// <summary>The longest canonical value in characters; the loader fits messages with it.</summary>
    public abstract int LongestLength { get; }

    /// <summary>Values are masked wherever shown and never logged, also when the flow does not say so (codes, ID numbers).</summary>
    public virtual bool Secret => false;

    /// <summary>Takes an image instead of text.</summary>
    public virtual bool TakesImage => false;

    /// <summary>A shared contact card with one number is an answer too.</summary>
    public virtual bool TakesContact => false;

    /// <summary>The person's own card is what is wanted: a channel that can asks for it by a button.</summary>
    public virtual bool AsksOwnContact => TakesContact;

    /// <summary>What is sent rather than typed, by its name on the wire: <c>location</c>, <c>document</c>, <c>audio</c>. Empty for none.</summary>
    public virtual string TakesSent => "";

    /// <summary>An answer may be typed. False for what only a camera, a recorder or a file can give.</summary>
    public virtual bool IsTyped => true;

    /// <summary>Values that the question offers as buttons; their labels are <c>&lt;type&gt;.&lt;value&gt;</c> in the shared messages files.</summary>
    public virtual ImmutableArray<string> Offers => [];

    /// <summary>Every value that an answer can have; empty where they are not to be counted.</summary>
    public virtual ImmutableArray<string> Values => Offers;

    /// <summary>A one-time code that was sent to the person: what else is written in its place is no wrong code, and another one may be offered.</summary>
    public virtual bool IsCode => false;

    /// <summary>Takes nearly any words: a name, a remark. A placeholder ("NA", "...") is refused before it is read.</summary>
    public virtual bool TakesWords => false;

    /// <summary>A person's name: initials and words that are also names stay names.</summary>
    public virtual bool IsName => false;

    /// <summary>Every rejection and warning key that <see cref="Read"/> can answer with. A check holds that every language has them all.</summary>
    public virtual IReadOnlyList<string> MessageKeys => [Rejection()];

    /// <summary>What the question and its rejections may say of this type: <c>{{ example }}</c>, and what is its own.</summary>
    public virtual ImmutableArray<KeyValuePair<string, Value>> MessageArguments => [new("example", Value.Of(Example))];

    /// <summary>What stands in the place of <see cref="MessageArguments"/>, under the same names, on the day of a question; null where no day changes it.
    /// </summary>
    /// <param name="now">When it is asked, in UTC.</param>
    public virtual ImmutableArray<KeyValuePair<string, Value>>? MovingArguments(DateTimeOffset now) => null;

    /// <summary>Names of what a rejection may say besides <see cref="MessageArguments"/>.</summary>
    public virtual ImmutableArray<string> RejectionArguments => [];

    /// <summary>What the flow says in place of this type's own sentences.</summary>
    public virtual RejectWords Rewording => RejectWords.None;

    /// <summary>Reads an answer: the whole text, else the one value of this type that stands in it (<c>my PAN is ABCPD1234E</c>).</summary>
    /// <param name="text">As typed; may hold any Unicode.</param>
    /// <param name="now">When it was typed, in UTC. Indian calendar days are at +05:30.</param>
    /// <param name="words">What words stand for; null for none.</param>
    public Reading Read(string text, DateTimeOffset now, IAnswerWords? words = null)
    {
        words ??= NoWords.Instance;
        var reading = ReadWhole(text, now, words);
        return reading is Rejected { OfShape: false } && Inside is { } inside
            ? Sentence.FindRepeated(text, part => ReadWhole(part, now, words)) ?? inside.Find(text, span => ReadInside(span, now, words)) ?? reading
            : reading;
    }

    /// <summary>What becomes of a text that is no value of this type at all.</summary>
    internal virtual Rejected None => NoValue();

    /// <summary>Reads what was sent as <see cref="TakesSent"/>.</summary>
    /// <param name="content">A place's coordinates in text, or the reference of a file.</param>
    public virtual Reading ReadSent(Value content) => NoValue();

    /// <summary>How a value may stand in a sentence; null where only the whole text counts.</summary>
    protected virtual Sentence? Inside => null;

    /// <summary>Reads a whole text.</summary>
    protected abstract Reading ReadWhole(string text, DateTimeOffset now, IAnswerWords words);

    /// <summary>Reads a part of a sentence. Stricter where the whole text may be loose.</summary>
    protected virtual Reading ReadInside(string span, DateTimeOffset now, IAnswerWords words) => ReadWhole(span, now, words);

    /// <summary>The key of this type's rejections: <c>reject.pan</c>, or of one rule: <c>reject.pan.length</c>.</summary>
    protected string Rejection(string rule = "") => rule.Length == 0 ? $"reject.{Name}" : $"reject.{Name}.{rule}";

    /// <summary>A text that is no value of this type at all.</summary>
    protected Rejected NoValue() => new(Rejection());

    /// <summary>A text in the shape of this type that breaks one of its rules.</summary>
    protected Rejected Wrong(string rule) => new(Rejection(rule)) { OfShape = true };

    /// <summary>A value of this type that breaks one of its rules, with what the sentence says of the rule.</summary>
    protected Rejected Wrong(string rule, params ReadOnlySpan<(string Name, string Text)> arguments)
    {
        var said = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(arguments.Length);
        foreach (var (name, text) in arguments) said.Add(new(name, Value.Of(text)));
        return new(Rejection(rule), said.MoveToImmutable()) { OfShape = true };
    }

    /// <summary>A rejection that names a number of characters or digits as <c>{{ count }}</c>; never the answer itself, which may be secret.</summary>
    protected Rejected RejectedFor(string rule, int count) =>
        new(Rejection(rule), [new("count", count.ToString(CultureInfo.InvariantCulture))]);
}

/// <summary>What became of an answer.</summary>
public abstract record Reading;

/// <summary>
/// Understood. <paramref name="Value"/> is canonical; <paramref name="Warning"/> names a doubtful rule it breaks (message key <c>warn.…</c>), which never stops
/// anyone.
/// </summary>
public sealed record Accepted(Value Value, string? Warning = null) : Reading;

/// <summary>
/// Not understood, and why. <paramref name="Key"/> is a message key <c>reject.&lt;type&gt;[.&lt;rule&gt;]</c>, with arguments for its placeholders.
/// </summary>
public sealed record Rejected(string Key, ImmutableArray<KeyValuePair<string, Value>> Arguments) : Reading
{
    public Rejected(string key) : this(key, []) { }

    /// <summary>The text has the shape that was asked for and is wrong: only that counts as an attempt. What is no answer at all is not a wrong one.</summary>
    public bool OfShape { get; init; }
}
