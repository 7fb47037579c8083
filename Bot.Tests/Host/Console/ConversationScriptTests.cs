using Bot.Host.Console;
using Bot.Sandbox.Operations;
using Bot.Sandbox.State;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Console;

public sealed class ConversationScriptTests
{
    private static readonly ConsolePhone Phone = new("gupshup", "919800000001", "");

    private readonly ManualClock _clock = new();
    private readonly ConsoleFeed _feed;

    public ConversationScriptTests() => _feed = new(_clock);

    [Fact]
    public void What_was_said_and_answered_becomes_lines()
    {
        Say("fastag", fresh: true);
        Answer("Please enter\nyour number ", ("a", "Yes"), ("b", "No"));
        _feed.Add("", new ConsoleEvent.Code("9876543210", "1234", ""));
        Say("1234");
        _feed.Add(Phone.Conversation, new ConsoleEvent.Said("3", "tap", "Yes", "", "", false, "en"));
        _feed.Add(Phone.Conversation, new ConsoleEvent.Said("4", "photo", "", "/x", "large", false, "en"));
        _feed.Add("gupshup:919800000002", new ConsoleEvent.Said("5", "text", "somebody else", "", "", true, ""));

        Script().Should().Equal("channel gupshup", "as 919800000001", "> fastag", @"< Please enter\nyour number*", "[Yes] [No]", "> {otp 9876543210}", "> [Yes]", "photo large");
    }

    [Fact]
    public void Trouble_of_the_sandbox_stands_where_it_happened_and_what_never_happened_does_not()
    {
        Say("fastag", fresh: true);
        _feed.Add("", new ConsoleEvent.Faulted("shauryapay", "status 503 once", "shauryapay Status"));
        _feed.Add("", new ConsoleEvent.Faulted("sms", "drop once", "sms Drop"));
        _feed.Add("", new ConsoleEvent.Crashed());
        _feed.Add("", new ConsoleEvent.Advanced(660, 660));

        Script("sms Drop").Should().EndWith(["sandbox shauryapay status 503 once", "crash", "advance 11m"]);
    }

    [Fact]
    public void Answers_that_hosts_were_told_by_hand_stand_where_they_were_told()
    {
        var answer = PlayedAnswer.Parse("""POST /bookings answers 201 3 times {"id":"B-1"}""")!;
        _feed.Add("", new ConsoleEvent.Given(answer.Written, answer.ToString()));
        Say("fastag", fresh: true);
        _feed.Add("", new ConsoleEvent.Given("GET /days answers 200 always", "GET /days answers 200"));
        _feed.Add("", new ConsoleEvent.Given("GET /gone answers 404", "GET /gone answers 404"));

        Script("GET /gone answers 404").Should().Equal("channel gupshup", "as 919800000001", """given http POST /bookings answers 201 3 times {"id":"B-1"}""", "> fastag",
            "given http GET /days answers 200 always");
    }

    [Theory]
    [InlineData("POST /bookings answers 201")]
    [InlineData("""PUT /b?x=1 answers 503 always {"a":[1]}""")]
    [InlineData("GET /b/* answers 404 7 times")]
    public void A_told_answer_is_written_as_it_is_read(string line) => PlayedAnswer.Parse(line)!.Written.Should().Be(line);

    [Fact]
    public void What_a_reply_carries_is_a_line_of_its_own()
    {
        Say("fastag", fresh: true);
        _feed.Add(Phone.Conversation, new ConsoleEvent.Message(1, "link", "On its way.", "Track", [], "", "https://shop.example/1")
        {
            Carried = ["header Order", "link Track https://shop.example/1", "footer {odd}"],
        });

        Script().Should().EndWith(["< On its way.", "{header Order} {link Track https://shop.example/1}"]);
    }

    [Fact]
    public void Waiting_for_a_timer_becomes_an_advance()
    {
        Say("fastag", fresh: true);
        _clock.Advance(TimeSpan.FromMinutes(10));
        _feed.Add(Phone.Conversation, new ConsoleEvent.Turned("timer remind", "t", [], "", "menu", "menu", 1, ""));
        Answer("Still there?");

        Script().Should().EndWith(["advance 10m", "< Still there?"]);
    }

    [Fact]
    public void What_happens_besides_writing_becomes_lines_under_the_address_that_spoke()
    {
        const string user = "IN.1100000000000001";
        _feed.Add(Phone.Conversation, new ConsoleEvent.Said("1", "text", "fastag", "", "", true, "") { From = "919800000001" });
        _feed.Add(Phone.Conversation, new ConsoleEvent.Said("2", "text", "hi", "", "", false, "en") { From = "919800000001", UserId = user });
        _feed.Phones.Learn($"gupshup:{user}", Phone.Conversation);
        _feed.Add($"gupshup:{user}", new ConsoleEvent.Message(1, "text", "Hello", "", [], "", ""));
        _feed.Add(Phone.Conversation, new ConsoleEvent.Happened("3", "edit", "two\nlines") { From = user });
        _feed.Add(Phone.Conversation, new ConsoleEvent.Happened("4", "pin", "") { From = user });
        _feed.Add(Phone.Conversation, new ConsoleEvent.Said("5", "photo", "", "", "pdf", false, "en") { From = user, AsFile = true });

        Script().Should().Equal("channel gupshup", "as 919800000001", "> fastag", $"as 919800000001 {user}", "> hi", "< Hello", $"as {user}", "event edit two lines",
            "event pin", "file pdf");
    }

    [Fact]
    public void A_conversation_whose_beginning_is_not_known_cannot_be_saved()
    {
        Say("48213");

        ConversationScript.Of(Phone, _feed.After(0).Entries, []).Should().BeNull();
    }

    [Theory]
    [InlineData("Balance: ₹5,000, tags 10", "Balance: ₹4,600, tags 9", "Balance: ₹*, tags *")]
    [InlineData("in 27 seconds.", "in 30 seconds.", "in * seconds.")]
    [InlineData("one\ntwo 2", "one\ntwo 3", "one\ntwo *")]
    [InlineData("same", "same", "same")]
    public void A_star_takes_the_place_of_what_another_world_answers_otherwise(string one, string other, string pattern)
    {
        var found = ReplyPattern.Of(one, other);

        System.Text.RegularExpressions.Regex.IsMatch(other, $"^{string.Join(".*", found.Split('*').Select(System.Text.RegularExpressions.Regex.Escape))}$").Should().BeTrue();
        found.Length.Should().BeLessThanOrEqualTo(pattern.Length);
    }

    private IEnumerable<string> Script(params string[] unused) => ConversationScript.Of(Phone, _feed.After(0).Entries, unused)!.Select(line => line.Text);

    private void Say(string text, bool fresh = false) => _feed.Add(Phone.Conversation, new ConsoleEvent.Said("1", "text", text, "", "", fresh, ""));

    private void Answer(string text, params (string Id, string Title)[] taps) =>
        _feed.Add(Phone.Conversation, new ConsoleEvent.Message(1, "text", text, "", [.. taps.Select(tap => new SandboxTap(tap.Id, tap.Title))], "", ""));
}
