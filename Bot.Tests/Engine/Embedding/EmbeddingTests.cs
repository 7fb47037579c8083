using System.Diagnostics;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Embedding;

/// <summary>The program of docs/embedding.md, as it stands on the page.</summary>
public sealed class EmbeddingTests
{
    [Fact]
    public void The_program_has_thirty_lines_besides_its_usings() =>
        EmbeddingPage.Read().Files["Program.cs"].Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith("using Bot", StringComparison.Ordinal) && !line.StartsWith("using Microsoft", StringComparison.Ordinal))
            .Should().HaveCountLessThanOrEqualTo(30);

    [Fact]
    public async Task The_program_holds_a_conversation()
    {
        using var folder = new TemporaryFolder();
        var page = EmbeddingPage.Read();
        page.WriteFlows(folder.Path);

        // Beside the assemblies that it uses, under a name that no other run has.
        var program = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(folder.Path) + ".dll");
        try
        {
            page.Compile(program).Should().BeEmpty();

            var said = await TalkAsync(program, folder.Path, "hi", "4", "Asha Rao", "15-06-1990");

            said.Should().Equal(
                "Hello! What is your name?",
                "A name can have only letters, spaces, dots, hyphens and apostrophes. Please type it without digits or other signs, e.g. Asha",
                "When were you born, Asha Rao?",
                "Welcome, Asha Rao.");
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static async Task<string[]> TalkAsync(string program, string folder, params string[] lines)
    {
        var own = Path.Combine(AppContext.BaseDirectory, "Bot.Tests");
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", own + ".runtimeconfig.json", "--depsfile", own + ".deps.json", program])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (said, faults) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        foreach (var line in lines) await process.StandardInput.WriteLineAsync(line);
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        (await faults).Should().BeEmpty();
        process.ExitCode.Should().Be(0);
        return (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
