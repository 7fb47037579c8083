using Bot.Tests.Support;

namespace Bot.Tests.Engine.Inputs;

public sealed class InputsPageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "inputs.md");

    [Fact]
    public void The_page_shows_what_the_case_files_hold()
    {
        if (Environment.GetEnvironmentVariable("BOT_WRITE_DOCS") == "1") File.WriteAllText(Page, InputsPage.Write());

        File.ReadAllText(Page).Should().Be(InputsPage.Write(), "BOT_WRITE_DOCS=1 writes it anew");
    }
}
