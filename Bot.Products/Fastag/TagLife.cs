using System.Text.Json.Serialization;
using Bot.Engine.Lives;

namespace Bot.Products.Fastag;

/// <summary>Where a tag is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TagState>))]
public enum TagState
{
    /// <summary>With its agent, without a vehicle.</summary>
    InStock,

    /// <summary>Set apart for a vehicle.</summary>
    Assigned,

    /// <summary>On a vehicle and paying.</summary>
    Active,

    /// <summary>On a vehicle and switched off.</summary>
    Inactive,

    /// <summary>Another tag has taken its place. The end.</summary>
    Replaced,
}

/// <summary>What may happen to a tag.</summary>
public enum TagMove
{
    Assign,
    TakeBack,
    Activate,
    Deactivate,
    Replace,

    /// <summary>The partner has issued it, wherever it stood here.</summary>
    Issue,
}

/// <summary>A tag's life: every move that is not in it is refused, and the refusal says what to do instead.</summary>
public static class TagLife
{
    public static Life<TagState, TagMove> Definition { get; } = new("tag", TagState.InStock, Sentence, life =>
    {
        life.Configure(TagState.InStock)
            .Permit(TagMove.Assign, TagState.Assigned)
            .Permit(TagMove.Issue, TagState.Active);
        life.Configure(TagState.Assigned)
            .Permit(TagMove.TakeBack, TagState.InStock)
            .Permit(TagMove.Activate, TagState.Active)
            .Permit(TagMove.Issue, TagState.Active);
        life.Configure(TagState.Active)
            .Permit(TagMove.Deactivate, TagState.Inactive)
            .Permit(TagMove.Replace, TagState.Replaced)
            .PermitReentry(TagMove.Issue);
        life.Configure(TagState.Inactive)
            .Permit(TagMove.Activate, TagState.Active)
            .Permit(TagMove.Replace, TagState.Replaced)
            .Permit(TagMove.Issue, TagState.Active);
        life.Configure(TagState.Replaced)
            .Permit(TagMove.Issue, TagState.Active);
    });

    public static TagStep Make(TagMove move, TagState from) => Definition.Find(move, from) is { } to
        ? new TagStep.Moved(to)
        : new TagStep.Refused($"{NameOf(move)}:{NameOf(from)}", Definition.Why(move, from));

    /// <summary>The move by which a tag comes into a state.</summary>
    public static TagMove Toward(TagState state) => state switch
    {
        TagState.InStock => TagMove.TakeBack,
        TagState.Assigned => TagMove.Assign,
        TagState.Active => TagMove.Activate,
        TagState.Inactive => TagMove.Deactivate,
        _ => TagMove.Replace,
    };

    /// <summary>As it is written on the wire: <c>inStock</c>.</summary>
    public static string NameOf(Enum word) => char.ToLowerInvariant(word.ToString()[0]) + word.ToString()[1..];

    private static string Sentence(TagMove move, TagState from) => (move, from) switch
    {
        (TagMove.Assign, TagState.Assigned) => "The tag is assigned already; take it back before you assign it to another vehicle.",
        (TagMove.Assign, _) => $"A tag that is {Words(from)} cannot be assigned; only one in stock can.",
        (TagMove.TakeBack, TagState.InStock) => "The tag is in stock already.",
        (TagMove.TakeBack, _) => $"A tag that is {Words(from)} does not come back into stock; only an assigned one does.",
        (TagMove.Activate, TagState.InStock) => "A tag in stock cannot be activated; assign it to a vehicle first, or name the vehicle.",
        (TagMove.Activate, TagState.Active) => "The tag is active already.",
        (TagMove.Activate, _) => "A replaced tag stays replaced; activate the one that took its place.",
        (TagMove.Deactivate, TagState.Inactive) => "The tag is inactive already.",
        (TagMove.Deactivate, _) => $"A tag that is {Words(from)} cannot be deactivated; only an active one can.",
        (_, TagState.Replaced) => "The tag was replaced already.",
        _ => $"A tag that is {Words(from)} cannot be replaced; only one that was activated can.",
    };

    private static string Words(TagState state) => state == TagState.InStock ? "in stock" : NameOf(state);
}

/// <summary>What came of a move.</summary>
public abstract record TagStep
{
    public sealed record Moved(TagState To) : TagStep;

    /// <param name="Name">The move and the state it was tried in: <c>activate:replaced</c>.</param>
    /// <param name="Why">A sentence with what to do instead.</param>
    public sealed record Refused(string Name, string Why) : TagStep;
}
