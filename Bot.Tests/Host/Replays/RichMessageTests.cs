using Bot.Engine.Conversations;
using Bot.Host.Replays;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Replays;

/// <summary>Messages that carry more, written as data, over the wire of each channel to the phone.</summary>
public sealed class RichMessageTests : IClassFixture<RichMessageTests.Shop>
{
    private const string Flow = """
        flow: menu
        start: plan
        expire: { after: 24h, next: done }
        remind: { after: 25h, say: stillThere }
        slots:
          plan: choice
          where: { type: location, personal: true }
          mobile: mobile
        states:
          plan: { choose: plan, options: [small, large], next: track }
          track: { say: track, next: invoice }
          invoice: { say: invoice, next: film }
          film: { say: film, next: workshop }
          workshop: { say: workshop, next: where }
          where: { ask: where, next: mobile }
          mobile: { ask: mobile, next: done }
          done:
            end: bye
        """;

    private const string Messages = """
        language: en
        messages:
          plan: { text: Which one?, image: https://shop.example/plans.jpg, footer: With GST }
          track: { text: On its way., header: "Plan {{ plan }}", footer: Soon, link: { label: Track, url: "https://shop.example/track/{{ plan }}" } }
          invoice: { text: Your invoice., document: { url: "https://shop.example/{{ plan }}.pdf", name: invoice.pdf } }
          film: { video: https://shop.example/how.mp4 }
          workshop: { text: We are here., location: { latitude: 18.52043, longitude: 73.856744, name: Workshop, address: MG Road } }
          where: { text: Where from?, header: Pick-up }
          mobile: { text: Your number?, request: contact }
          stillThere: Still there?
          bye: Bye
        options: { plan: { small: Small, large: Large } }
        fields: { plan: Plan, where: Place, mobile: Mobile }
        templates:
          stillThere: { name: still_there, image: https://shop.example/a.jpg, parameters: ["{{ plan }}"], buttons: [{ reply: menu }, { url: "{{ plan }}" }] }
        """;

    private static readonly Dictionary<string, string> Shown = new()
    {
        ["meta"] = """
            {image https://shop.example/plans.jpg} {footer With GST}
            --
            < On its way.
            {header Plan small} {footer Soon} {link Track https://shop.example/track/small}
            --
            {location 18.52043,73.856744}
            --
            {request location}
            --
            {request contact}
            """,
        ["gupshup"] = """
            {image https://shop.example/plans.jpg} {footer With GST}
            --
            < Plan small\nOn its way.
            {footer Soon} {link Track https://shop.example/track/small}
            --
            {location 18.52043,73.856744}
            --
            --
            """,
        ["interakt"] = """
            {image https://shop.example/plans.jpg} {footer With GST}
            --
            < Plan small\nOn its way.\nTrack: https://shop.example/track/small\nSoon
            --
            --
            --
            """,
        ["botframework"] = """
            {image https://shop.example/plans.jpg}
            --
            < Plan small\nOn its way.\nSoon
            {link Track https://shop.example/track/small}
            --
            --
            --
            """,
    };

    private readonly Shop _shop;

    public RichMessageTests(Shop shop) => _shop = shop;

    [Theory]
    [InlineData("meta")]
    [InlineData("gupshup")]
    [InlineData("interakt")]
    [InlineData("botframework")]
    public async Task Every_channel_shows_what_it_can(string channel)
    {
        var shown = Shown[channel].Split("--").Select(part => part.Trim()).ToArray();
        var place = channel is "meta" or "gupshup" ? @"< Workshop\nMG Road" : @"< Workshop\nMG Road\nhttps://maps.google.com/?q=18.52043,73.856744";
        var offered = channel == "botframework" ? @"< Which one?\nWith GST" : "< Which one?";
        (await PlayAsync($$"""
            # What can be shown
            channel {{channel}}
            > hello
            {{offered}}
            [Small] [Large]
            {{shown[0]}}
            > [Small]
            {{shown[1]}}
            < Your invoice.
            {document https://shop.example/small.pdf invoice.pdf}
            < *
            {video https://shop.example/how.mp4}
            < We are here.
            {{place}}
            {{shown[2]}}
            < Pick-up\nWhere from?
            {{shown[3]}}
            > 18.5, 73.8
            < Your number?
            {{shown.ElementAtOrDefault(4)}}
            > 9876500001
            < Bye
            """)).Should().BeNull();
    }

    [Theory]
    [InlineData("meta", "{image https://shop.example/a.jpg} {template still_there small}")]
    [InlineData("gupshup", "{image https://shop.example/a.jpg} {template still_there small | small}")]
    [InlineData("interakt", "{image https://shop.example/a.jpg} {template still_there small}")]
    public async Task A_templates_header_and_buttons_reach_the_phone(string channel, string carried)
    {
        var tap = channel == "interakt" ? "> menu" : "[menu]\n> [menu]";
        (await PlayAsync($"""
            # Outside the window
            channel {channel}
            > hello
            < Which one?
            > [Small]
            < ...
            advance 25h
            < *
            {carried}
            {tap}
            < Which one?
            """, "remind-late")).Should().BeNull();
    }

    [Theory]
    [InlineData("{document https://shop.example/other.pdf}", "expected to carry: document https://shop.example/other.pdf\n  carried:           image https://shop.example/plans.jpg | footer With GST")]
    [InlineData("{footer With *} {header *}", "expected to carry: header *")]
    public async Task What_is_not_carried_is_told(string line, string told)
    {
        var failure = await PlayAsync($"# What is not there\n> hello\n< Which one?\n{line}\n");

        failure!.ToString().Should().Contain(told);
    }

    private Task<ReplayFailure?> PlayAsync(string text, string flows = "menu")
    {
        var (script, issues) = ReplayScript.Read("rich.replay", text);
        issues.Should().BeEmpty();
        return ReplayPlayer.PlayAsync(script, flows == "menu" ? _shop.Flows.Path : _shop.Late.Path, new Observers([]));
    }

    /// <summary>The flow on disk; the other one lives long enough to remind outside the window.</summary>
    public sealed class Shop : IDisposable
    {
        private static readonly string Words = File.ReadAllText(Path.Combine(Repository.Flows, "messages.en.yaml"));

        public FlowsFolder Flows { get; } = Folder("24h");

        public FlowsFolder Late { get; } = Folder("48h");

        public void Dispose()
        {
            Flows.Dispose();
            Late.Dispose();
        }

        private static FlowsFolder Folder(string expiry) => new(
            ("menu/flow.yaml", Flow.Replace("expire: { after: 24h", $"expire: {{ after: {expiry}", StringComparison.Ordinal)
                .Replace(expiry == "24h" ? "remind: { after: 25h, say: stillThere }\n" : "\0", "", StringComparison.Ordinal)),
            ("menu/messages.en.yaml", Messages), ("messages.en.yaml", Words));
    }
}
