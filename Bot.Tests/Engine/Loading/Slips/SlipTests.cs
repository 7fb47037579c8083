using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Host.Wiring;
using Bot.Templates.Checks;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Engine.Loading.Slips;

/// <summary>No slip of the pen passes in silence: each key misspelt, each value of another shape, each line indented one off, is told in its place, and a
/// word that is not known is told with the one that is meant.</summary>
/// <remarks>The folder beside has every kind of file with every key; every 17th slip is tried, all of them with <c>BOT_SLIPS=all</c>. <c>BOT_SLIPS=flows</c>
/// tries every 17th slip in a folder of the tree itself.</remarks>
public sealed class SlipTests : IDisposable
{
    private const int Step = 17;

    private static readonly string? Asked = Environment.GetEnvironmentVariable("BOT_SLIPS");

    private static readonly string? Other = Asked == "all" ? null : Asked;

    private static readonly string Folder = Other is null
        ? Path.Combine(AppContext.BaseDirectory, "Engine", "Loading", "Slips", "flows")
        : Path.Combine(Repository.Root, Other);

    private readonly SlipFolder _folder = Other is null ? new(Folder, CaseOperations.All.Values) : Shipped();

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void No_slip_passes_in_silence(string file) => string.Join('\n', SlipReport.Of(_folder, file, Asked == "all" ? 1 : Step)).Should().BeEmpty();

    private static SlipFolder Shipped()
    {
        using var services = FlowTools.Open(Repository.Flows);
        var types = services.GetRequiredService<InputTypes>();
        return new(Folder, [.. services.GetServices<OperationContract>()], FlowUses.Shared(types), types);
    }
}
