using Bot.Engine.Inputs;
using Bot.Templates;
using Bot.Templates.Loading;
using Bot.Templates.Rendering;
using Bot.Tests.Support;

namespace Bot.Tests.Templates.Rendering;

public sealed class FormatTests
{
    public static IEnumerable<object[]> Formats => Rows.Of("Templates/Rendering/formats.tsv");

    public static IEnumerable<object[]> Masks => Rows.Of("Templates/Rendering/masking.tsv");

    public static IEnumerable<object[]> SpokenForms => Rows.Of("Templates/Rendering/spoken.tsv");

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_value_is_written_in_its_format(string template, string value, string text)
    {
        var renderer = new MessageRenderer(
            FlowsFolder.Catalogue(("messages.en.yaml", $"language: en\nname: English\noptions: {{ v: {{ pan: PAN card }} }}\nmessages:\n  m: '{template}'\n")), (_, _) => false);

        renderer.RenderText(Replies.Of("m").With("v", value)).Should().Be(text);
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_personal_value_is_covered(string value, string masked) => Masking.Mask(value).Should().Be(masked);

    [Theory]
    [MemberData(nameof(SpokenForms))]
    public void Words_are_compared_in_one_form(string written, string form) => WordForm.Of(written).Should().Be(form);
}
