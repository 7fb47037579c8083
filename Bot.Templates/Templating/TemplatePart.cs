namespace Bot.Templates.Templating;

/// <summary>A piece of a template. <paramref name="Offset"/> is where it begins in the template's text.</summary>
internal abstract record TemplatePart(int Offset)
{
    /// <summary>
    /// The piece as Handlebars.Net reads it: our placeholders spelled as calls of our helpers, so that no name clashes with one of Handlebars' own.
    /// </summary>
    public abstract string Handlebars { get; }

    /// <summary>More than words, plain placeholders and plain forks: only Handlebars.Net can render it.</summary>
    public virtual bool NeedsHandlebars => false;

    /// <summary>Eats the space around the tag.</summary>
    protected static bool IsTrimmed(string open, string close) => open.EndsWith('~') || close.StartsWith('~');
}

internal sealed record WordsPart(string Text, int Offset) : TemplatePart(Offset)
{
    public override string Handlebars => Text;
}

/// <summary><c>{{wallet}}</c>, <c>{{agent.name}}</c>, <c>{{money wallet}}</c>, <c>{{reveal date dob}}</c>.</summary>
/// <param name="Names">The path, part by part; none where it holds more than names (<c>this</c>, <c>@index</c>, <c>../x</c>).</param>
/// <param name="Root">The slot or argument it reads; empty for what belongs to the item of an <c>each</c> or <c>with</c>.</param>
/// <param name="Open">What begins the tag: <c>{{</c>, or <c>{{~</c> to eat the space before it.</param>
internal sealed record ValuePart(string Path, string[] Names, string Root, ValueFormat Format, bool Reveal, string Open, string Close,
    int Offset) : TemplatePart(Offset)
{
    public override string Handlebars => $"{Open}{HelperName(Format, Reveal)} {Path}{Close}";

    public override bool NeedsHandlebars => Names.Length == 0 || IsTrimmed(Open, Close);

    /// <summary>Our helper in Handlebars.Net for a format.</summary>
    public static string HelperName(ValueFormat format, bool reveal) => $"{(reveal ? "reveal" : "show")}_{format}";
}

/// <summary><c>{{choices}}</c>: the numbered lines of what is offered.</summary>
internal sealed record ChoicesPart(string Open, string Close, int Offset) : TemplatePart(Offset)
{
    public override string Handlebars => $"{Open}{ValuePart.HelperName(ValueFormat.Plain, false)} @root.{TemplateParser.Choices}{Close}";

    public override bool NeedsHandlebars => IsTrimmed(Open, Close);
}

/// <summary>The opening, closing or middle of a block, or a comment: <c>{{#if x}}</c>, <c>{{else}}</c>, <c>{{/if}}</c>.</summary>
/// <param name="Root">The slot or argument it depends on; empty for a middle, an end, or what belongs to an item.</param>
internal sealed record BlockPart(string Source, string Root, int Offset, BlockTag Tag = BlockTag.Other) : TemplatePart(Offset)
{
    public override string Handlebars => Source;

    public override bool NeedsHandlebars => Tag == BlockTag.Other;
}

/// <summary>The tags of forks by a single name.</summary>
internal enum BlockTag
{
    /// <summary>Any other tag.</summary>
    Other,

    If,

    Unless,

    Else,

    ElseIf,

    End,
}

/// <summary>How a value is written.</summary>
internal enum ValueFormat
{
    /// <summary>As it is.</summary>
    Plain,

    /// <summary><c>5000000.00</c> as <c>50,00,000</c>.</summary>
    Money,

    /// <summary><c>1990-06-15</c> as <c>15-06-1990</c>.</summary>
    Date,

    /// <summary><c>+919876543210</c> as <c>9876543210</c>.</summary>
    Mobile,

    /// <summary>An option's value as its label in the reader's language.</summary>
    Label,
}
