using System.Text.Json;
using System.Web;
using Bot.Engine.Abstractions;
using Bot.Engine.Values;
using Bot.Gateways.Operations;
using Bot.Templates.Requests;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Gateways.Operations;

/// <summary>Any text of a person stands in a request as one value, and comes out of it as it was.</summary>
public sealed class EncodedValueTests
{
    private static readonly RequestTemplates Templates = new();

    /// <summary>Of all signs that stand by themselves.</summary>
    private static Arbitrary<string> Texts => Arb.From(Gen.ArrayOf(Gen.Choose(1, 0xD7FF)).Select(signs => new string([.. signs.Select(sign => (char)sign)])));

    [Fact]
    public void In_an_address() => Holds(text =>
        text.All(sign => sign == '.') || (Shown(text, RequestPlace.Url) is var shown && shown.All(IsPlain) && Uri.UnescapeDataString(shown) == text));

    [Fact]
    public void In_a_header_without_a_line_of_its_own() =>
        Holds(text => Shown(text, RequestPlace.Header).All(sign => char.IsAscii(sign) && !char.IsControl(sign)));

    [Fact]
    public void In_a_field_of_JSON() => Holds(text =>
    {
        var body = new HttpBody.Json(new JsonShape.Fields([("name", new JsonShape.Text(Template(RequestPlace.Field), null)), ("last", new JsonShape.Fixed("1"))]));
        using var json = JsonDocument.Parse(body.Write(Values(text)));
        return json.RootElement.EnumerateObject().Count() == 2 && json.RootElement.GetProperty("name").GetString() == text;
    });

    [Fact]
    public void In_a_field_of_a_form() => Holds(text =>
    {
        var body = new HttpBody.Form([("name", Template(RequestPlace.Field)), ("last", Templates.Read("1", RequestPlace.Field))]);
        var fields = HttpUtility.ParseQueryString(body.Write(Values(text)));
        return fields.Count == 2 && fields["name"] == text;
    });

    [Fact]
    public void Paths_are_told_without_what_a_template_names_itself_and_without_functions() =>
        Templates.Read("{{ for row in rows }}{{ row.name | string.upcase }}{{ end }}{{ x = agent.id }}{{ x }}{{ secrets.FLOW_KEY }}", RequestPlace.Field).Paths
            .Should().BeEquivalentTo("rows", "agent.id", "secrets.FLOW_KEY");

    [Fact]
    public void A_loop_without_end_is_a_fault_and_tells_no_value() =>
        Templates.Read("{{ while true }}{{ name }}{{ end }}", RequestPlace.Field).Invoking(template => template.Render(Values("Asha")))
            .Should().Throw<FormatException>().Which.Message.Should().NotContain("Asha");

    private static void Holds(Func<string, bool> property) => Prop.ForAll(Texts, property).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static string Shown(string text, RequestPlace place) => Template(place).Render(Values(text));

    private static RequestTemplate Template(RequestPlace place) => Templates.Read("{{ name }}", place);

    private static RecordValue Values(string text) => Value.Record(("name", Value.Of(text)));

    private static bool IsPlain(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '_' or '~' or '%';
}
