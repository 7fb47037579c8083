using System.Runtime.Versioning;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class OwnerOnlyTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task What_is_written_is_for_its_owner_only_and_a_folder_of_an_earlier_build_is_closed()
    {
        using var folder = new TemporaryFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName;
        File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "flows"), Repository.Flows);
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development", ["HOST"] = "127.0.0.1", ["PORT"] = "0", ["CONSOLE"] = "false", ["LOG_FILE"] = Path.Combine(folder.Path, "logs", "bot.log"),
        };

        using (await HostProcess.StartAsync(folder.Path, settings, "serve"))
        {
            var (code, error) = await HostProcess.RunAsync(folder.Path, settings, "backup", Path.Combine(folder.Path, "copy.db"));
            code.Should().Be(0, error);
        }

        string[] written =
        [
            data, .. Directory.GetFileSystemEntries(data, "*", SearchOption.AllDirectories), Path.Combine(folder.Path, "copy.db"),
            Path.Combine(folder.Path, "logs"), .. Directory.GetFiles(Path.Combine(folder.Path, "logs")),
        ];
        written.Select(Path.GetFileName).Should().Contain(["bot.db", "bot.db-wal", "secret.key"]).And.ContainMatch("bot*.log");
        written.Where(path => (File.GetUnixFileMode(path) & Others) != 0).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_written_for_an_author_has_the_rights_of_the_authors_own_files()
    {
        using var folder = new TemporaryFolder();
        var flows = Directory.CreateDirectory(Path.Combine(folder.Path, "flows")).FullName;
        var own = Path.Combine(flows, "messages.en.yaml");
        await File.WriteAllTextAsync(own, await File.ReadAllTextAsync(Path.Combine(Repository.Flows, "messages.en.yaml")));
        var (ofFile, ofFolder) = (File.GetUnixFileMode(own), File.GetUnixFileMode(flows));

        var (code, error) = await HostProcess.RunAsync(folder.Path, new Dictionary<string, string>(), "new", "tyre-check");

        code.Should().Be(0, error);
        var made = Path.Combine(flows, "tyre-check");
        File.GetUnixFileMode(made).Should().Be(ofFolder);
        Directory.EnumerateFiles(made).Select(file => File.GetUnixFileMode(file)).Should().NotBeEmpty().And.OnlyContain(mode => mode == ofFile);
    }
}
