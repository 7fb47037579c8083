using Bot.Engine.Loading;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Replays;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Replays;

/// <summary>A script that is <c>in every language</c>: written in English, played in each language that has messages files.</summary>
public sealed class EveryLanguageTests : IDisposable
{
    private const string LogIn = """
        # An agent logs in
        in every language
        given agent 9876500001 "Asha Rao" wallet 5000 tags 608116-001-0001234
        > fastag
        < Please enter your registered mobile number to continue.
        hi < आगे बढ़ने के लिए कृपया *
        > 9876500001
        < OTP sent to your mobile*
        > {otp 9876500001}
        < Hi Asha Rao*
        [Assign a FASTag] [Replace a FASTag] [Send tag photo] [Re-KYC of a tag]
        hi [फास्टैग जारी करें] [फास्टैग बदलवाएँ] [टैग फ़ोटो भेजें] [टैग का री-केवाईसी]
        > [Assign a FASTag]
        < Let's get your FASTag*
        > cancel
        < *
        < Hi Asha Rao*
        > Replace a FASTag
        < *
        """;

    private const string Question = "    आगे बढ़ने के लिए कृपया अपना पंजीकृत मोबाइल नंबर भेजें।";

    private readonly TemporaryFolder _flows = new();
    private readonly Heard _heard = new();

    public EveryLanguageTests()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Flows, "*.yaml", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_flows.Path, Path.GetRelativePath(Repository.Flows, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [Fact]
    public async Task In_the_language_written_it_is_played_as_it_stands()
    {
        (await PlayAsync(LogIn, "en")).Should().BeNull();
        _heard.Texts.Should().ContainInOrder("fastag", "[Assign a FASTag]", "cancel", "Replace a FASTag");
    }

    [Fact]
    public async Task In_another_language_the_person_writes_and_taps_its_words()
    {
        (await PlayAsync(LogIn, "hi")).Should().BeNull();
        _heard.Texts.Should().ContainInOrder("language", "हिन्दी", "फास्टैग", "[फास्टैग जारी करें]", "रद्द", "फास्टैग बदलवाएँ");
    }

    [Fact]
    public async Task A_message_that_was_left_in_the_language_written_fails()
    {
        Change("agent-login", Question, "    Please enter your registered mobile number to continue.");

        (await PlayAsync(LogIn, "hi")).Should().Contain("'agentMobile' reads in 'hi' as it does in 'en'");
    }

    [Fact]
    public async Task A_message_with_other_words_than_its_line_says_fails()
    {
        Change("agent-login", Question, "    यह नंबर किसी एजेंट का नहीं है।");

        (await PlayAsync(LogIn, "hi")).Should().StartWith("[hi] ").And.Contain("expected: आगे").And.Contain("came:     यह");
        (await PlayAsync(LogIn, "en")).Should().BeNull();
    }

    [Fact]
    public async Task A_message_that_is_missing_fails()
    {
        Change("agent-login", $"  agentMobile: |-\n{Question}\n", "");

        await FluentActions.Awaiting(() => PlayAsync(LogIn, "hi")).Should().ThrowAsync<FlowsException>().WithMessage("*agentMobile*");
    }

    [Fact]
    public async Task Another_message_than_the_script_expects_fails_in_the_words_of_the_script()
    {
        var script = LogIn.Replace("< OTP sent to your mobile*", "< Agent number is wrong*", StringComparison.Ordinal);

        (await PlayAsync(script, "hi")).Should().Contain("expected: Agent number is wrong*").And.Contain("came:     OTP sent to your mobile");
    }

    [Fact]
    public async Task An_option_that_is_called_otherwise_fails()
    {
        Change("agent-login", "label: फास्टैग जारी करें", "label: नया टैग");

        (await PlayAsync(LogIn, "hi")).Should().Contain("expected to be offered: फास्टैग जारी करें").And.Contain("नया टैग");
    }

    [Fact]
    public async Task A_flow_that_no_word_of_the_language_opens_fails()
    {
        Change("agent-login", "entry: [", "# [");

        (await PlayAsync(LogIn, "hi")).Should().Contain("no word of 'hi' opens 'agent-login', as 'fastag' does");
    }

    [Fact]
    public async Task Lines_of_a_language_without_messages_fail() =>
        (await PlayAsync(LogIn.Replace("hi <", "ta <", StringComparison.Ordinal), "hi")).Should().Contain("there is no messages.ta.yaml");

    [Fact]
    public void A_line_of_one_language_counts_in_that_one_only()
    {
        var script = "in every language\nhi Ravi = रवि\n> Ravi\n< Thanks Ravi, Ravindra*\nhi < धन्यवाद रवि*\n";

        Read(script, null).Should().Equal(new ReplayAct.Say("Ravi"), new ReplayAct.Expect("Thanks Ravi, Ravindra*"));
        Read(script, "hi").Should().Equal(new ReplayAct.Say("रवि"), new ReplayAct.Expect("Thanks रवि, Ravindra*"), new ReplayAct.Worded("धन्यवाद रवि*"));
    }

    [Fact]
    public void Only_a_script_of_every_language_has_lines_of_one() =>
        ReplayScript.Read("a.replay", "> menu\n< *\nhi < नमस्ते*").Issues.Should().ContainSingle().Which.ToString().Should().Contain("a.replay(3,1)");

    [Fact]
    public async Task A_picture_that_goes_ahead_of_a_list_has_no_words_to_be_another_languages()
    {
        const string Script = "in every language\n> loan\n< *\n{image https://shop.example/*.jpg}\n< Let's find you a loan.*\n";
        foreach (var language in new[] { "en", "hi", "mr" })
        {
            Change("loan-lead", "  loanType: |-\n", $"  loanType:\n    image: https://shop.example/{language}.jpg\n    text: |-\n  ", language);
            Change("loan-lead", "\n    {{ choices }}\n  amount:", "\n      {{ choices }}\n  amount:", language);
        }

        (await PlayAsync(Script, "en")).Should().BeNull();
        (await PlayAsync(Script, "hi")).Should().BeNull();
        (await PlayAsync(Script.Replace("< *\n", "< Loans\n", StringComparison.Ordinal), "hi")).Should().Contain("came:     (no words) {image https://shop.example/hi.jpg}");
    }

    [Fact]
    public void It_is_played_once_per_language_and_any_other_script_once()
    {
        var (every, one) = (Path.Combine(_flows.Path, "agent-login", "every.replay"), Path.Combine(_flows.Path, "one.replay"));
        File.WriteAllText(every, LogIn);
        File.WriteAllText(one, "> menu\n< *\n");

        ReplayPlay.Of([every, one], _flows.Path).Select(play => play.ToString()).Should().Equal($"{every} [en]", $"{every} [hi]", one);
    }

    public void Dispose() => _flows.Dispose();

    private async Task<string?> PlayAsync(string script, string language)
    {
        var (read, issues) = ReplayScript.Read("log-in.replay", script, language);
        issues.Should().BeEmpty();
        return (await ReplayPlayer.PlayAsync(read, _flows.Path, _heard))?.ToString();
    }

    private static IEnumerable<ReplayAct> Read(string script, string? language) => ReplayScript.Read("a.replay", script, language).Script.Lines.Select(line => line.Act);

    private void Change(string flow, string from, string to, string language = "hi")
    {
        var file = Path.Combine(_flows.Path, flow, $"messages.{language}.yaml");
        var text = File.ReadAllText(file);
        text.Should().Contain(from);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    private sealed class Heard : IEngineObserver
    {
        public List<string> Texts { get; } = [];

        public void OnTurnCommitted(string conversation, Input input, Turn turn)
        {
            if (input is HeardText text) Texts.Add(text.Text);
            if (input is HeardTap tap) Texts.Add($"[{tap.Title}]");
        }
    }
}
