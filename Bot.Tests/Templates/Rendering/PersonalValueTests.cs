using Bot.Engine.Values;
using Bot.Templates.Rendering;
using Bot.Tests.Support;

namespace Bot.Tests.Templates.Rendering;

/// <summary>Every way to reach a personal value, in the order of the language's own description.</summary>
public sealed class PersonalValueTests
{
    private const string Secret = "ABCPD1234E";
    private const string Masked = "XXXXXX234E";

    private static readonly Value Agent = Value.Record(("name", Secret), ("card", Value.Record(("pan", Secret))), ("all", Value.List([Secret, Value.Record(("pan", Secret))])));

    private static readonly Value Customer = Value.Record(("city", "Pune"), ("pan", Secret), ("all", Value.List([Value.Record(("pan", Secret))])));

    [Theory]
    [InlineData("{{ id }}")]
    [InlineData("{{ if id }}{{ id }}{{ end }}")]
    [InlineData("{{ (id) }}")]
    [InlineData("{{ agent.name }}")]
    [InlineData("{{ agent['name'] }}")]
    [InlineData("{{ agent?.name }}")]
    [InlineData("{{ agent.card.pan }}")]
    [InlineData("{{ agent['card']['pan'] }}")]
    [InlineData("{{ agent.all[0] }}")]
    [InlineData("{{ agent.all[1].pan }}")]
    [InlineData("{{ ids[0] }}")]
    [InlineData("{{ ids[-1] }}")]
    [InlineData("{{ with agent }}{{ name }}{{ end }}")]
    [InlineData("{{ with agent.card }}{{ pan }}{{ end }}")]
    [InlineData("{{ with agent }}{{ with card }}{{ pan }}{{ end }}{{ end }}")]
    [InlineData("{{ for one in ids }}{{ one }}{{ end }}")]
    [InlineData("{{ for one in ids reversed }}{{ one }}{{ end }}")]
    [InlineData("{{ for one in (ids | array.limit 1) }}{{ one }}{{ end }}")]
    [InlineData("{{ for one in agent.all }}{{ one.pan }}{{ one }}{{ end }}")]
    [InlineData("{{ for sign in id }}{{ sign }}{{ end }}")]
    [InlineData("{{ id[0] }}{{ id[1] }}{{ id.length }}{{ id.size }}")]
    [InlineData("{{ agent }}{{ ids }}")]
    [InlineData("{{ gone ?? id }}")]
    [InlineData("{{ id ?? 'x' }}")]
    [InlineData("{{ plan ? id : 'x' }}")]
    [InlineData("{{ plan && id }}")]
    [InlineData("{{ case plan }}{{ when 'a' }}{{ id }}{{ else }}{{ id }}{{ end }}")]
    [InlineData("{{ id | money }}{{ id | date }}{{ id | mobile }}{{ id | label }}{{ agent.name | label }}")]
    [InlineData("{{ id | string.downcase }}{{ id | string.upcase }}{{ id | string.capitalize }}{{ id | string.strip }}")]
    [InlineData("{{ id | string.append 'x' }}{{ id | string.prepend 'x' }}")]
    [InlineData("{{ 'x' | string.append id }}")]
    [InlineData("{{ id | string.replace 'X' '' }}")]
    [InlineData("{{ id | string.replace 'ABCPD' '' }}")]
    [InlineData("{{ ids | array.first }}{{ ids | array.last }}{{ ids | array.join ', ' }}{{ ids | array.size }}")]
    [InlineData("{{ agent.all | array.join '' }}")]
    [InlineData("{{ (ids | array.first) | string.upcase }}")]
    [InlineData("{{ id | string.upcase | reveal }}")]
    [InlineData("{{ (id | reveal) | string.upcase }}")]
    [InlineData("{{ id | reveal | string.upcase }}")]
    [InlineData("{{ gone ?? (id | reveal) }}")]
    [InlineData("{{ plan ? (id | reveal) : 'x' }}")]
    [InlineData("{{ id + '' }}{{ id * 1 }}")]
    [InlineData("{{ x = id }}{{ x }}")]
    [InlineData("{{ id = 'x' }}{{ id }}")]
    [InlineData("{{ agent.name = 'x' }}")]
    [InlineData("{{ capture x }}{{ id }}{{ end }}{{ x }}")]
    [InlineData("{{ this }}")]
    [InlineData("{{ this.id }}{{ this['id'] }}")]
    [InlineData("{{ $0 }}{{ $ }}")]
    [InlineData("{{ func show }}{{ id }}{{ end }}{{ show }}")]
    [InlineData("{{ do; ret id; end }}")]
    [InlineData("{{ ret id }}")]
    [InlineData("{{ import agent }}{{ name }}")]
    [InlineData("{{ include 'x' }}")]
    [InlineData("{{ [id] }}{{ { a: id } }}")]
    [InlineData("{{ id | object.eval }}")]
    [InlineData("{{ '{{ id | reveal }}' | object.eval_template }}")]
    [InlineData("{{ agent | object.to_json }}")]
    [InlineData("{{ agent | object.values }}")]
    [InlineData("{{ id | object.typeof }}")]
    [InlineData("{{ id | object.format 'x' }}")]
    [InlineData("{{ id | html.escape }}{{ id | regex.escape }}")]
    [InlineData("{{ id | string.base64_encode }}")]
    [InlineData("{{ id | string.slice 0 3 }}")]
    [InlineData("{{ id | string.sha256 }}")]
    [InlineData("{{ $'{id}' }}")]
    [InlineData("{{ tablerow one in ids }}{{ one }}{{ end }}")]
    [InlineData("{{ while id }}{{ id }}{{ end }}")]
    [InlineData("{{ wrap id }}{{ end }}")]
    [InlineData("{{ @id }}{{ ^ids }}")]
    [InlineData("{{ [1, 2] | array.each do; ret id; end }}")]
    [InlineData("{{ ids | array.map 'name' }}")]
    [InlineData("{{ customer.pan }}{{ customer['pan'] }}{{ customer?.pan }}{{ customer.pan | string.downcase }}")]
    [InlineData("{{ with customer }}{{ pan }}{{ pan | money }}{{ end }}")]
    [InlineData("{{ with customer.pan }}x{{ end }}{{ customer.pan ?? 'x' }}{{ if customer.pan == 'ABCPD1234E' }}ABC{{ end }}")]
    [InlineData("{{ for one in customer.all }}{{ one.pan }}{{ one }}{{ for.index }}{{ end }}")]
    [InlineData("{{ with customer }}{{ for one in all }}{{ one.pan }}{{ one }}{{ end }}{{ end }}")]
    [InlineData("{{ for one in ids }}{{ for two in ids }}{{ one }}{{ two | mobile }}{{ end }}{{ else }}{{ id }}{{ end }}")]
    [InlineData("{{ for plan in ids }}{{ plan }}{{ end }}")]
    [InlineData("{{ for id in plans }}{{ id }}{{ end }}{{ id }}")]
    [InlineData("{{ for one in agent.all }}{{ if one.pan }}{{ one.pan }}{{ else if !one }}{{ one }}{{ else }}{{ one | label }}{{ end }}{{ end }}")]
    [InlineData("{{ for one in agent.all }}{{ for two in one.pan }}{{ two }}{{ else }}{{ one.pan }}{{ end }}{{ end }}")]
    [InlineData("{{ for one in ids | reveal }}{{ one }}{{ end }}{{ for one in (ids | reveal) }}{{ one }}{{ end }}")]
    [InlineData("{{ with (agent | reveal) }}{{ name }}{{ end }}{{ (agent | reveal).name }}{{ case id | reveal }}{{ when 'a' }}{{ end }}")]
    [InlineData("{{ ids | reveal | array.first }}{{ id | @reveal }}{{ @reveal id }}{{ string.append 'x' (id | reveal) }}")]
    [InlineData("{{ for letter in (id | string.upcase) }}{{ letter }}{{ end }}")]
    [InlineData("{{ id.to_string }}{{ id._value }}{{ id.text }}{{ agent.fields }}")]
    public void A_personal_value_is_masked_or_the_template_is_refused(string template)
    {
        var read = TemplateReader.Read(template);
        if (read.Template is null)
        {
            read.Faults.Should().NotBeEmpty().And.OnlyContain(fault => fault.Problem.Length > 0 && fault.Instead.Length > 0);
            return;
        }

        var text = read.Template.Render(Scope());

        foreach (var part in new[] { "ABC", "abc", "Abc", "PD12", "QUJD" }) text.Should().NotContain(part);
    }

    [Theory]
    [InlineData("{{ id | reveal }}", Secret)]
    [InlineData("{{ reveal id }}", Secret)]
    [InlineData("{{ with agent }}{{ name | reveal }}{{ end }}", Secret)]
    [InlineData("{{ for one in ids }}{{ one | reveal }}{{ end }}", Secret + Secret)]
    [InlineData("{{ for one in ids }}{{ one }}{{ end }}", Masked + Masked)]
    [InlineData("{{ agent.all[0] | reveal }} {{ agent.all[1].pan }}", Secret + " " + Masked)]
    [InlineData("{{ if id == 'ABCPD1234E' }}same{{ else }}masked{{ end }}", "masked")]
    [InlineData("{{ ids | array.join ', ' }}", Masked + ", " + Masked)]
    public void Reveal_alone_shows_it_whole(string template, string text) =>
        TemplateReader.Read(template).Template!.Render(Scope()).Should().Be(text);

    [Theory]
    [InlineData("{{ pin }} {{ pin | money }} {{ code | money }} {{ code | money | string.strip }}", "XXXXXX XXXXXXXX XXXXXXXX XXXXXXXX")]
    [InlineData("{{ gender }} {{ gender | label }} {{ gender | label | string.upcase }}", "X XXXXXX XXXXXX XXXXXX XXXXXX")]
    [InlineData("{{ pin | money | reveal }} {{ for one in pins }}{{ one | money }}{{ end }}", "5,60,001 XXXXXXXX")]
    [InlineData("{{ id | money }} {{ id | label }}", Masked + " " + Masked)]
    public void A_format_opens_nothing_of_a_value_that_is_short(string template, string text) =>
        TemplateReader.Read(template).Template!.Render(Scope()).Should().Be(text);

    [Theory]
    [InlineData("{{ customer.city }} {{ customer.pan }} {{ customer.pan | reveal }}", "Pune " + Masked + " " + Secret)]
    [InlineData("{{ with customer }}{{ city }} {{ pan }} {{ pan | reveal }}{{ end }}", "Pune " + Masked + " " + Secret)]
    [InlineData("{{ customer.city | string.upcase }} {{ customer.pan | string.downcase }}", "PUNE xxxxxx234e")]
    [InlineData("{{ for one in customer.all }}{{ one.pan }}{{ end }}", Masked)]
    public void A_record_may_have_some_fields_that_are_personal(string template, string text) =>
        TemplateReader.Read(template).Template!.Render(Scope()).Should().Be(text);

    [Fact]
    public void No_function_reads_a_clock_a_file_chance_or_a_template() =>
        TemplateFunctions.Names.Should().BeEquivalentTo(
            "money", "date", "mobile", "label", "reveal",
            "string.append", "string.capitalize", "string.contains", "string.downcase", "string.ends_with",
            "string.prepend", "string.replace", "string.starts_with", "string.strip", "string.upcase",
            "array.first", "array.join", "array.last", "array.limit", "array.size");

    private static RenderScope Scope()
    {
        var reply = Replies.Of("m").With("id", Secret).With("agent", Agent).With("ids", Value.List([Secret, Secret])).With("plan", "a")
            .With("plans", Value.List(["a"])).With("customer", Customer).With("pin", "560001").With("code", "471122").With("gender", "f").With("pins", Value.List(["560001"]));
        var labels = FlowsFolder.Catalogue(("messages.en.yaml", "language: en\nname: English\noptions: { gender: { f: Lady's choice } }\n")).Words("", "en");
        return new(reply, labels, (_, name) => name is "id" or "agent" or "ids" or "customer.pan" or "customer.all" or "pin" or "code" or "gender" or "pins");
    }
}
