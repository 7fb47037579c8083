using Bot.Host.Settings;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Settings;

public sealed class EnvExampleTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private static string Example => Path.Combine(Repository.Root, "env.example");

    [Fact]
    public void It_names_every_setting_that_is_read_and_no_other()
    {
        EnvFile.Read(Example).Values.Keys.Should().BeEquivalentTo(SettingTables.All.SelectMany(table => table.Settings).Select(setting => setting.Name));
    }

    [Fact]
    public void A_copy_of_it_changes_nothing()
    {
        var before = _bench.Read();

        File.Copy(Example, Path.Combine(_bench.Working, ".env"));

        _bench.Read().Should().BeEquivalentTo(before);
    }

    [Fact]
    public void Each_setting_has_a_line_of_explanation()
    {
        var lines = File.ReadAllLines(Example);

        lines.Zip(lines.Skip(1)).Where(pair => pair.Second.Contains('=') && !pair.Second.StartsWith('#'))
            .Should().OnlyContain(pair => pair.First.StartsWith("# "));
    }

    [Fact]
    public void The_shipped_appsettings_names_settings_only()
    {
        _bench.WithAppSettings(File.ReadAllText(Path.Combine(Repository.Root, "appsettings.json")));

        _bench.Read().Notes.Should().OnlyContain(note => note.Contains("sandboxed"));
    }
}
