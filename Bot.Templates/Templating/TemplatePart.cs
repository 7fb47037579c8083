namespace Bot.Templates.Templating;

/// <summary>A piece of a template. <paramref name="Offset"/> is where it begins in the template's text.</summary>
internal abstract record TemplatePart(int Offset)
{
    /// <summary>The piece as Handlebars.Net reads it: our placeholders spelled as calls of our helpers, so that no name clashes with one of Handlebars' own.</summary>
    public abstract string Handlebars { get; }
}

internal sealed record WordsPart(string Text, int Offset) : TemplatePart(Offset)
{
    public override string Handlebars => Text;
}

/// <summary><c>{{wallet}}</c>, <c>{{agent.name}}</c>, <c>{{money wallet}}</c>, <c>{{reveal date dob}}</c>.</summary>
/// <param name="Names">The path, part by part.</param>
/// <param name="Open">What begins the tag: <c>{{</c>, or <c>{{~</c> to eat the space before it.</param>
/// <param name="Inner">Inside <c>each</c> or <c>with</c>, so the path starts at the item rather than at the slots.</param>
internal sealed record ValuePart(string Path, string[] Names, ValueFormat Format, bool Reveal, bool Inner, string Open, string Close, int Offset) : TemplatePart(Offset)
{
    /// <summary>The slot or argument it reads; empty where the path starts elsewhere (<c>this</c>, <c>@index</c>, <c>../x</c>).</summary>
    public string Root => Names.Length > 0 && !Inner ? Names[0] : "";

    public override string Handlebars => $"{Open}{HandlebarsTemplate.HelperName(Format, Reveal)} {Path}{Close}";
}

/// <summary><c>{{choices}}</c>: the numbered lines of what is offered.</summary>
internal sealed record ChoicesPart(string Open, string Close, int Offset) : TemplatePart(Offset)
{
    public override string Handlebars => $"{Open}{HandlebarsTemplate.HelperName(ValueFormat.Plain, false)} @root.{TemplateParser.Choices}{Close}";
}

/// <summary>The opening, closing or middle of a block: <c>{{#if x}}</c>, <c>{{else}}</c>, <c>{{/if}}</c>.</summary>
/// <param name="Names">The path it depends on; empty for a middle or an end.</param>
internal sealed record BlockPart(string Source, string[] Names, bool Inner, int Offset) : TemplatePart(Offset)
{
    public string Root => Names.Length > 0 && !Inner ? Names[0] : "";

    public override string Handlebars => Source;
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
