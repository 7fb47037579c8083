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
        "{{ for x in list }}[{{ x }}{{ x.b | label }} {{ for.index }}{{ if !for.last }}, {{ end }}]{{ else }}none{{ end }}", "{{ for x in p }}{{ x }}{{ x | money }}{{ x.b | reveal }}{{ if for.first }}{{ p }}{{ end }}{{ end }}",
        "{{ for x in list }}{{ for y in p }}{{ x }}{{ y.b }}{{ if x.b }}{{ x | date }}{{ else }}{{ v }}{{ end }}{{ for.index }}{{ end }}{{ for.index }}{{ end }}", "{{ for x in rows }}{{ for y in x.c }}{{ y | label }}{{ else }}{{ x.b | money }}{{ if !x.b }}-{{ end }}{{ end }}{{ x.c }}{{ end }}",
        "{{ for v in list }}{{ v }}{{ end }}{{ v }}{{ for p in list }}{{ p }}{{ end }}{{ for date in p }}{{ date | date }}{{ end }}", "{{~ for x in list ~}}\n- {{ x }}\n{{~ end ~}}\n", "{{ if !v }}not {{ else if !a.b }}{{ v }}{{ end }}", "{{ for x in choices.x }}x{{ else }}no{{ end }}", "{{ for x in a.b }}{{ x.c }}{{ end }}", "{{ with a }}{{ b }}{{ b.c | label }}{{ v }}{{ choices }}{{ if !b }}-{{ end }}{{ for v in b }}{{ v }}{{ c }}{{ end }}{{ end }}", "{{ with p }}{{ b }}{{ with b }}{{ c }}{{ c | reveal }}{{ end }}{{ b | money }}{{ end }}", "{{ for x in rows }}{{ with x }}{{ b }}{{ x.b }}{{ c }}{{ for y in c }}{{ y }}{{ for.index }}{{ end }}{{ end }}{{ x.b }}{{ for.index }}{{ end }}", "{{ with a.b }}{{ c }}{{ end }}{{ with v }}{{ end }}",
        "{{~ if v ~}}\nalone\n{{~ end ~}}\n", " {{- v -}} ", "{{ list[0] }}", "{{ list[0].b }}", "{{ '{{' }}", "{{ # nothing }}",
    ];

    [Fact]
    public void Scriban_and_the_fast_path_write_the_same()
    {
        var labels = FlowsFolder.Catalogue(("messages.en.yaml", "language: en\nname: English\noptions: { v: { pan: PAN card }, a.b: { pan: PAN of a } }\n")).Words("", "en");
        var value = Gen.Elements<Value>(
            "x", "", "pan", "5000000.00", "1990-06-15", "919876543210", "<&>", "{{ p | reveal }}",
            Value.Record(("b", "pan"), ("b", "second")), Value.Record(("b", Value.Record(("c", "deep")))), Value.Record(), Value.List(["one", "two"]), Value.List([]),
            Value.List([Value.Record(("b", "pan")), "", Value.Record(("b", ""), ("c", Value.List(["deep", "er"])))]));
        var slots = from v in value
                    from a in value
                    from p in value
                    from list in value
                    from rows in value
                    select Slots.Empty.With("v", v).With("a", a).With("p", p).With("list", list).With("rows", rows).With("date", "slot");
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
            var scope = new RenderScope(reply, labels, (_, name) => name is "p" or "rows.b" or "a.b");
            return SegmentCompiler.Compile(tree.Page?.Body) is not { } segments
                || new ScribanTemplate(parsed.Content, tree).Render(scope) == new SegmentTemplate(parsed.Content, segments).Render(scope);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Theory]
    [InlineData("a {{ b }} {{ c | reveal | date }} {{ choices }}", true)]
    [InlineData("a {{ if b }}c{{ else if d.e }}e{{ else }}f{{ end }}", true)]
    [InlineData("a\n{{~ if b ~}}\nc\n{{~ end ~}}\n", true)]
    [InlineData("a {{ for b in c }}{{ b.d | money }}{{ if !for.last }}, {{ end }}{{ else }}e{{ end }}", true)]
    [InlineData("a {{ if !b }}c{{ end }}", true)]
    [InlineData("{{ with a }}{{ b }}{{ with c }}{{ d | money }}{{ end }}{{ end }}", true)]
    [InlineData("a {{ for b in c limit: 3 }}d{{ end }}", false)]
    [InlineData("a {{ for b in c }}{{ break }}{{ end }}", false)]
    [InlineData("{{ for a in x }}{{ for b in a }}{{ for c in b }}{{ for d in c }}{{ for e in d }}{{ e }}{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}", false)]
    [InlineData("a {{ if b && c }}d{{ end }}", false)]
    [InlineData("a {{ b | string.upcase }}", false)]
    public void What_is_more_than_values_and_conditions_goes_through_Scriban(string text, bool simple) =>
        (TemplateReader.Read(text).Template is SegmentTemplate).Should().Be(simple);
}
