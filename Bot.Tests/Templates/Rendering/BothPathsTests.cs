using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Templates;
using Bot.Templates.Templating;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Templates.Rendering;

public sealed class BothPathsTests
{
    private static readonly string[] s_pieces =
    [
        "words ", "<b>&amp; \"quoted\" ", "é हिन्दी 👍", "\n", " { } ", "it's", "{{v}}", "{{ v }}", "{{{v}}}", "{{a.b}}", "{{a.b.c}}", "{{a}}", "{{list}}", "{{gone}}", "{{choices}}",
        "{{money v}}", "{{date v}}", "{{mobile v}}", "{{label v}}", "{{label a.b}}", "{{reveal v}}", "{{reveal money v}}", "{{reveal date a.b}}", "{{p}}", "{{reveal p}}", "{{date p}}", "{{p.x}}", "{{lookup}}", "{{log}}", "{{date}}",
        "{{#if v}}is {{v}}{{/if}}", "x{{#unless v}}no v{{/unless}}", "{{#if a}}a{{else if v}} v {{else}}{{list}}none{{/if}} ", "y {{#if list}}l{{#if p}}and {{p}}{{else}}or{{/if}} z{{/if}}", "{{#if gone}}\n{{else}}.{{/if}}",
        "{{#if v}}\nalone\n{{/if}}\n", "{{#unless other}}\n {{else}}\nb {{/unless}}", "{{#if choices}}c{{/if}}", "{{#if a.b}}deep{{/if}}", "{{#each list}}{{this}},{{/each}}", "{{!-- nothing --}}",
    ];

    [Fact]
    public void Handlebars_and_the_fast_path_write_the_same()
    {
        var words = FlowsFolder.Catalogue(("messages.en.yaml", "language: en\nname: English\noptions: { v: { pan: PAN card }, a.b: { pan: PAN of a } }\n")).Words("", "en");
        var value = Gen.Elements<Value>("x", "", "pan", "5000000.00", "1990-06-15", "919876543210", "<&>", Value.Record(("b", "pan"), ("b", "second")), Value.Record(("b", Value.Record(("c", "deep")))), Value.List(["one", "two"]));
        var slots = from v in value from a in value from p in value from list in value select Slots.Empty.With("v", v).With("a", a).With("p", p).With("list", list).With("log", "slot");
        var cases = from pieces in Gen.Elements(s_pieces).NonEmptyListOf()
                    from values in slots
                    from argument in Gen.Elements("v", "a", "other")
                    from given in value
                    select (Template: string.Concat(pieces), Slots: values, Argument: argument, Given: given);

        Prop.ForAll(cases.ToArbitrary(), made =>
        {
            var parsed = TemplateParser.Parse(made.Template);
            if (!parsed.Faults.IsEmpty) return true;
            var reply = Replies.Of("m").Given(made.Argument, made.Given).Offering(Replies.Labelled("<First>", "Second")) with { Slots = made.Slots };
            var scope = new RenderScope(reply, words, (_, slot) => slot == "p");
            return IfBlocks.Fold(parsed.Parts) is not { } folded
                || new HandlebarsTemplate(parsed).Render(scope) == new SegmentTemplate(parsed, folded).Render(scope);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void What_asks_for_more_than_one_name_goes_through_Handlebars()
    {
        Template.Compile(TemplateParser.Parse("a {{b}} {{reveal date c}} {{choices}}")).Should().BeOfType<SegmentTemplate>();
        Template.Compile(TemplateParser.Parse("a {{#if b}}c{{else if d}}e{{else}}f{{/if}}")).Should().BeOfType<SegmentTemplate>();
        Template.Compile(TemplateParser.Parse("a {{#each b}}c{{/each}}")).Should().BeOfType<HandlebarsTemplate>();
        Template.Compile(TemplateParser.Parse("a\n{{#if b}}\nc\n{{/if}}\n")).Should().BeOfType<HandlebarsTemplate>("a tag alone on its line takes the line away");
        Template.Compile(TemplateParser.Parse("a {{~b}}")).Should().BeOfType<HandlebarsTemplate>();
    }
}
