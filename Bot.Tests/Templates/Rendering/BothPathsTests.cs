using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Templates.Rendering;
using Bot.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Templates.Rendering;

public sealed class BothPathsTests
{
    private static readonly string[] Pieces =
    [
        "words ", "<b>&amp; \"quoted\" ", "é हिन्दी 👍", "\n", " { } ", "it's", "{{v}}", "{{ v }}", "{{ a.b }}", "{{ a.b.c }}", "{{ a['b'] }}", "{{ a }}", "{{ list }}", "{{ gone }}", "{{ choices }}",
        "{{ v | money }}", "{{ date v }}", "{{ v | mobile }}", "{{ label v }}", "{{ a.b | label }}", "{{ v | reveal }}", "{{ v | reveal | money }}", "{{ v | money | reveal }}", "{{ reveal (date a.b) }}", "{{ p }}", "{{ p | reveal }}", "{{ p | date }}", "{{ p | money }}", "{{ p | label }}", "{{ p.x }}", "{{ p.b | mobile }}", "{{ string }}", "{{ money }}", "{{ date }}",
        "{{ if v }}is {{ v }}{{ end }}", "x{{ if a.b }}a.b{{ end }}", "{{ if a }}a{{ else if v }} v {{ else }}{{ list }}none{{ end }} ", "y {{ if list }}l{{ if p }}and {{ p }}{{ else }}or{{ end }} z{{ end }}", "{{ if gone }}\n{{ else }}.{{ end }}",
        "{{~ if v ~}}\nalone\n{{~ end ~}}\n", " {{- v -}} ", "{{ list[0] }}", "{{ list[0].b }}", "{{ '{{' }}", "{{ # nothing }}",
    ];

    [Fact]
    public void Scriban_and_the_fast_path_write_the_same()
    {
        var labels = FlowsFolder.Catalogue(("messages.en.yaml", "language: en\nname: English\noptions: { v: { pan: PAN card }, a.b: { pan: PAN of a } }\n")).Words("", "en");
        var value = Gen.Elements<Value>(
            "x", "", "pan", "5000000.00", "1990-06-15", "919876543210", "<&>", "{{ p | reveal }}",
            Value.Record(("b", "pan"), ("b", "second")), Value.Record(("b", Value.Record(("c", "deep")))), Value.Record(), Value.List(["one", "two"]), Value.List([]));
        var slots = from v in value from a in value from p in value from list in value select Slots.Empty.With("v", v).With("a", a).With("p", p).With("list", list).With("date", "slot");
        var cases = from pieces in Gen.Elements(Pieces).NonEmptyListOf()
                    from values in slots
                    from argument in Gen.Elements("v", "a", "other")
                    from given in value
                    select (Template: string.Concat(pieces), Slots: values, Argument: argument, Given: given);

        Prop.ForAll(cases.ToArbitrary(), made =>
        {
            var parsed = TemplateReader.Parse(made.Template);
            if (parsed.Tree is not { } tree) throw new InvalidOperationException($"{made.Template}: {parsed.Faults[0]}");
            var reply = Replies.Of("m").Given(made.Argument, made.Given).Offering(Replies.Labelled("<First>", "Second")) with { Slots = made.Slots };
            var scope = new RenderScope(reply, labels, (_, slot) => slot == "p");
            return SegmentCompiler.Compile(tree.Page?.Body) is not { } segments
                || new ScribanTemplate(parsed.Content, tree).Render(scope) == new SegmentTemplate(parsed.Content, segments).Render(scope);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Theory]
    [InlineData("a {{ b }} {{ c | reveal | date }} {{ choices }}", true)]
    [InlineData("a {{ if b }}c{{ else if d.e }}e{{ else }}f{{ end }}", true)]
    [InlineData("a\n{{~ if b ~}}\nc\n{{~ end ~}}\n", true)]
    [InlineData("a {{ for b in c }}d{{ end }}", false)]
    [InlineData("a {{ if b && c }}d{{ end }}", false)]
    [InlineData("a {{ b | string.upcase }}", false)]
    public void What_is_more_than_values_and_conditions_goes_through_Scriban(string text, bool simple) =>
        (TemplateReader.Read(text).Template is SegmentTemplate).Should().Be(simple);
}
