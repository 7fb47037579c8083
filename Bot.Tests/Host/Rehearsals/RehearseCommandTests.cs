using Bot.Host.Commands;
using Bot.Host.Replays;
using Bot.Host.Rehearsals;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.Configuration;

namespace Bot.Tests.Host.Rehearsals;

/// <summary><c>rehearse</c> on a database of shipped conversations: copies of the shipped flows, unchanged and with one planted change.</summary>
public sealed class RehearseCommandTests(RehearseCommandTests.Stage stage) : IClassFixture<RehearseCommandTests.Stage>
{
    [Fact]
    public async Task An_unchanged_copy_differs_in_nothing()
    {
        (await stage.RunAsync(Repository.Flows)).Should().Be(ExitCodes.Ok);

        stage.Told.Should().Contain("No person would be worse off.").And.Contain("(0.0 %)").And.NotContain("such as session");
    }

    [Fact]
    public async Task A_planted_change_is_told_with_a_masked_example()
    {
        var flows = stage.Edited("loan-lead/messages.en.yaml", "Thank you {{ firstName | reveal }}", "Well done {{ firstName | reveal }}");

        (await stage.RunAsync(flows)).Should().Be(ExitCodes.Ok, "other words harm no one by the usual rules");
        stage.Told.Should().Contain("reply          1 conversations  loan-lead/create outcome created: other words").And.Contain("now: 🎉 Well done ***!")
            .And.NotContain("Ravi").And.NotContain("9800000001");

        (await stage.RunAsync(flows, "--worse", "reply")).Should().Be(ExitCodes.Findings);
        stage.Told.Should().Contain("reply: 1 of 1 conversations, and 0 are borne");
    }

    [Fact]
    public async Task A_person_who_would_be_refused_is_worse_off()
    {
        var flows = stage.Edited("loan-lead/flow.yaml", "tenure: loanTenure", "tenure: { type: number, min: 1, max: 5 }");

        (await stage.RunAsync(flows)).Should().Be(ExitCodes.Findings);

        stage.Told.Should().Contain("loan-lead/tenure: an answer that was taken is refused").And.Contain("People would be worse off");
    }

    [Theory]
    [InlineData("--since", "soon", "'soon' is no time")]
    [InlineData("--worse", "fault,rude", "'fault,rude' are no rules")]
    [InlineData("--worse", "reply=many", "are no rules")]
    [InlineData("--since", "1s", "No conversation of that time")]
    public async Task What_cannot_be_done_is_said(string option, string value, string why)
    {
        (await stage.RunAsync(Repository.Flows, option, value)).Should().Be(ExitCodes.CannotRun);

        stage.Told.Should().Contain(why);
    }

    [Theory]
    [InlineData("fault,reject=1%,messages=10%", true)]
    [InlineData("", true)]
    [InlineData("stranded=3", true)]
    [InlineData("0", false)]
    [InlineData("reject=-1", false)]
    public void Rules_are_kinds_with_what_is_borne(string text, bool isSound) => (WorseRules.Read(text) is not null).Should().Be(isSound);

    /// <summary>One conversation, played once.</summary>
    public sealed class Stage : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private int _copies;

        public string Told { get; private set; } = "";

        private string Database => Path.Combine(_folder.Path, "bot.db");

        public async Task InitializeAsync()
        {
            var file = Path.Combine(Repository.Flows, "loan-lead", "happy-path.replay");
            var (script, issues) = ReplayScript.Read(file, await File.ReadAllTextAsync(file));
            issues.Should().BeEmpty();
            (await ReplayPlayer.PlayAsync(script, Repository.Flows, new RecordingObserver(), (Database, new VirtualClock().GetUtcNow()))).Should().BeNull();
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();

        public string Edited(string file, string was, string now)
        {
            var copy = Path.Combine(_folder.Path, $"edited{++_copies}");
            Repository.CopyFlows(copy);
            var text = File.ReadAllText(Path.Combine(copy, file));
            text.Should().Contain(was);
            File.WriteAllText(Path.Combine(copy, file), text.Replace(was, now, StringComparison.Ordinal));
            return copy;
        }

        public async Task<int> RunAsync(string flows, params string[] more)
        {
            IConfiguration configuration = HostComposition.Sandboxed(_folder.Path, "x", null, ("SECRET_KEY", "stage"), ("DATABASE_URL", Database));
            using var output = new StringWriter();
            string[] since = more.Contains("--since") ? [] : ["--since", "36500d"];
            var code = await Bot.Host.Commands.CommandLine.RunAsync(["rehearse", "--flows", flows, .. since, .. more], () => configuration,
                new StringReader(""), output, output);
            Told = output.ToString();
            return code;
        }
    }
}
