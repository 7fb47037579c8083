using Bot.Sandbox.Channels;
using Bot.Sandbox.State;

namespace Bot.Tests.Sandbox;

/// <summary>What WhatsApp refuses of messages that carry more than text.</summary>
public sealed class WhatsAppRulesTests
{
    private static readonly SandboxSent Link = new() { Channel = "meta", To = "919800000001", Kind = "link", Text = "x", Open = "Track", Link = "https://shop.example/" };

    private static readonly SandboxSent Rows = Link with { Kind = "list", Open = "Open", Taps = [new("a", "A")] };

    public static TheoryData<string, SandboxSent> Refused => new()
    {
        { "header has 61 characters", Link with { Header = Long(61) } },
        { "footer has 61 characters", Link with { Footer = Long(61) } },
        { "link label has 21 characters", Link with { Open = Long(21) } },
        { "link label has 0 characters", Link with { Open = "" } },
        { "link is no web address", Link with { Link = "tel:100" } },
        { "link has 2001 characters", Link with { Link = "https://shop.example/".PadRight(2001, 'x') } },
        { "body has 1025 characters", Link with { Text = Long(1025) } },
        { "link is no web address", Link with { HeaderFile = new("image", "a.jpg") } },
        { "a list has a text header", Rows with { HeaderFile = new("image", "https://shop.example/a.jpg") } },
        { "footer has 61 characters", Rows with { Footer = Long(61) } },
        { "caption has 1025 characters", Link with { Kind = "video", Text = Long(1025) } },
        { "link has 0 characters", Link with { Kind = "document", Link = "" } },
        { "latitude or longitude", Link with { Kind = "location", Link = "90.1,0" } },
        { "latitude or longitude", Link with { Kind = "location", Link = ",73.8" } },
        { "payload has 129 characters", Link with { Kind = "template", Template = "t", Taps = [new(Long(129), "A")] } },
        { "header has 61 characters", Link with { Kind = "template", Template = "t", Header = Long(61) } },
    };

    public static TheoryData<SandboxSent> Taken =>
    [
        Link with { Header = Long(60), Footer = Long(60), Open = Long(20), Text = Long(1024) },
        Link with { HeaderFile = new("video", "https://shop.example/a.mp4") },
        Rows with { Header = "A", Footer = "B" },
        Link with { Kind = "video", Text = "" },
        Link with { Kind = "location", Text = "", Link = "-90,180" },
        Link with { Kind = "template", Template = "t", Taps = [new(Long(128), "A")] },
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_over_a_limit_is_refused(string why, SandboxSent message) => WhatsAppRules.Broken(message).Should().StartWith(why);

    [Theory]
    [MemberData(nameof(Taken))]
    public void What_is_at_the_limits_is_taken(SandboxSent message) => WhatsAppRules.Broken(message).Should().BeNull();

    private static string Long(int length) => new('x', length);
}
