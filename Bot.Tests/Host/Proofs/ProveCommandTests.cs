using Bot.Host.Commands;
using Bot.Host.Proofs;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Proofs;

/// <summary><c>prove</c>: bounds, what is not there, and changes that nothing notices.</summary>
public sealed class ProveCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_bound_is_told_with_what_was_not_covered()
    {
        (await RunAsync(new("lead-status", Repository.Flows, _folder.Path, new(States: 20), TimeSpan.FromMinutes(1))))
            .Should().Be(ExitCodes.Ok);

        _output.ToString().Should().Contain("NOT whole").And.Contain("not covered:").And.NotContain("gone through whole");
    }

    [Fact]
    public async Task A_flow_that_is_not_there_is_told()
    {
        (await RunAsync(new("lead-statistics", Repository.Flows, _folder.Path, new(), TimeSpan.FromMinutes(1)))).Should().Be(ExitCodes.CannotRun);

        _output.ToString().Should().Contain("There is no flow 'lead-statistics'");
    }

    [Fact]
    public async Task Changes_are_counted_by_what_notices_them()
    {
        var flows = CopyWithScripts("by-id.replay");

        await RunAsync(new("tag-photo", flows, _folder.Path, new(), TimeSpan.FromMinutes(1), Mutants: true));

        _output.ToString().Should().Contain("| tag-photo |").And.Contain("Not noticed:", "no script of this flow is left").And.Contain("instead leads to");
    }

    /// <summary>The shipped flows with some scripts of lead-status alone.</summary>
    private string CopyWithScripts(params string[] left)
    {
        var copy = Path.Combine(_folder.Path, "flows");
        Repository.CopyFlows(copy);
        foreach (var script in Directory.EnumerateFiles(copy, "*.replay", SearchOption.AllDirectories))
        {
            if (!left.Contains(Path.GetFileName(script)) || !script.Contains("lead-status", StringComparison.Ordinal)) File.Delete(script);
        }

        return copy;
    }

    private Task<int> RunAsync(ProofRequest request) => ProveCommand.RunAsync(request, _output, _output, default);
}
