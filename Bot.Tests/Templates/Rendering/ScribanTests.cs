using Bot.Engine.Execution;
using Bot.Engine.Values;
using Bot.Templates.Rendering;
using Bot.Tests.Support;
using Scriban.Syntax;

namespace Bot.Tests.Templates.Rendering;

/// <summary>What Scriban would do otherwise, left to itself.</summary>
public sealed class ScribanTests
{
    private static readonly ILabels Labels = FlowsFolder.Catalogue(("messages.en.yaml", "language: en\nname: English\n")).Words("", "en");

    private static string Text(string template, Reply reply) => TemplateReader.Read(template).Template!.Render(new(reply, Labels, (_, _) => false));

    private static ListValue Many(int count) => Value.List(Enumerable.Repeat<Value>("x", count));

    [Theory]
    [InlineData("Dear {{ name }}, OTP {{ code }}. {{ for one in many }}.{{ end }}")]
    [InlineData("Dear {{ name }}, OTP {{ code | string.strip }}. {{ for one in many }}.{{ end }}")]
    public void After_a_failure_the_next_message_begins_clean(string template)
    {
        var failing = Replies.Of("m").With("name", "Asha").With("code", "4711").With("many", Many(1001));

        for (var i = 0; i < 3; i++) FluentActions.Invoking(() => Text(template, failing)).Should().Throw<ScriptRuntimeException>();

        foreach (var next in new[] { "Hello {{ name }}{{ for one in many }}.{{ end }}", "Hello {{ name | string.strip }}" })
            Text(next, Replies.Of("m").With("name", "Vikram")).Should().Be("Hello Vikram");
    }

    [Theory]
    [InlineData("{{ name }}{{ for one in many }}.{{ end }}")]
    [InlineData("{{ name | string.strip }}{{ for one in many }}.{{ end }}")]
    public void A_failure_tells_no_value(string template)
    {
        var failing = Replies.Of("m").With("name", "Asha").With("many", Many(1001));

        FluentActions.Invoking(() => Text(template, failing)).Should().Throw<Exception>().Which.ToString().Should().NotContain("Asha");
    }

    [Theory]
    [InlineData("{{ for one in many }}{{ line }}{{ end }}")]
    [InlineData("{{ for one in many }}{{ line | string.strip }}{{ end }}")]
    public void A_text_without_end_is_cut(string template) =>
        Text(template, Replies.Of("m").With("many", Many(1000)).With("line", new string('x', 100))).Length.Should().BeLessThan(66_000);

    [Fact]
    public void Blocks_within_blocks_render()
    {
        var (begin, end) = (string.Concat(Enumerable.Repeat("{{ if a && a }}", 40)), string.Concat(Enumerable.Repeat("{{ end }}", 40)));

        Text($"{begin}deep{end}", Replies.Of("m").With("a", "x")).Should().Be("deep");
    }

    [Theory]
    [InlineData("{{ for one in many }}{{ for two in many }}.{{ end }}{{ end }}")]
    [InlineData("{{ for one in many }}{{ for two in many }}{{ '.' | string.strip }}{{ end }}{{ end }}")]
    public void Loops_within_loops_end_as_well(string template)
    {
        Text(template, Replies.Of("m").With("many", Many(20))).Should().HaveLength(400);
        FluentActions.Invoking(() => Text(template, Replies.Of("m").With("many", Many(40)))).Should().Throw<ScriptRuntimeException>();
    }

    [Theory]
    [InlineData("{{ name }}")]
    [InlineData("{{ name | string.strip }}")]
    [InlineData("{{ for one in names }}{{ one }}{{ end }}")]
    public void What_a_person_wrote_is_never_read_as_a_template(string template)
    {
        const string Written = "{{ code | reveal }} {%{ {{ if x }} }}";

        Text(template, Replies.Of("m").With("name", Written).With("names", Value.List([Written])).With("code", "4711")).Should().Be(Written);
    }

    [Fact]
    public void What_is_not_set_shows_nothing_and_fails_nothing() =>
        Text("{{ a }}{{ a.b }}{{ a.b.c }}{{ a[0] }}{{ for x in a }}x{{ else }}none{{ end }}{{ with a }}{{ b }}{{ end }}{{ a | money }}{{ a | string.upcase }}{{ if a == 'x' }}x{{ end }}{{ a | array.size }}", Replies.Of("m"))
            .Should().Be("none0");

    [Theory]
    [InlineData("{{~ for tag in tags ~}}{{ tag }}{{~ else ~}}No tags.{{~ end ~}}")]
    [InlineData("{{~ for tag in tags limit: 5 ~}}{{ tag }}{{~ else ~}}No tags.{{~ end ~}}")]
    public void An_empty_list_has_its_else(string template)
    {
        Text(template, Replies.Of("m")).Should().Be("No tags.");
        Text(template, Replies.Of("m").With("tags", Value.List([]))).Should().Be("No tags.");
        Text(template, Replies.Of("m").With("tags", Value.List(["", "a"]))).Should().Be("a");
    }

    [Fact]
    public void Names_within_a_record_belong_to_it() =>
        Text("{{ with agent }}{{ name }},{{ city }}{{ end }}", Replies.Of("m").With("agent", Value.Record(("name", "Asha"))).With("city", "Pune")).Should().Be("Asha,");

    [Fact]
    public void A_value_of_several_lines_stands_as_it_is() =>
        Text("a\n  {{ text }}{{ for x in none }}{{ end }}\nb", Replies.Of("m").With("text", "1\n2")).Should().Be("a\n  1\n2\nb");

    [Fact]
    public void A_slot_may_have_the_name_of_a_function() =>
        Text("{{ mobile | mobile }} {{ date | date }} {{ string | string.upcase }} {{ for x in array }}{{ x | label }}{{ end }}", Replies.Of("m").With("mobile", "919876543210").With("date", "1990-06-15").With("string", "a").With("array", Value.List(["b"])))
            .Should().Be("9876543210 15-06-1990 A b");

    [Theory]
    [InlineData("{{ for x in list }}{{ x }},{{ end }}{{ name }}")]
    [InlineData("{{ for x in list }}{{ x | string.strip }},{{ end }}{{ name }}")]
    public void Many_threads_render_their_own_text(string text)
    {
        var template = TemplateReader.Read(text).Template!;

        Parallel.For(0, 2000, number =>
        {
            var reply = Replies.Of("m").With("name", $"n{number}").With("list", Value.List([$"a{number}", $"b{number}"]));
            template.Render(new(reply, Labels, (_, _) => false)).Should().Be($"a{number},b{number},n{number}");
        });
    }
}
