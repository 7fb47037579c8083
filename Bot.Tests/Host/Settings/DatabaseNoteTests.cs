using Bot.Host.Commands;
using Bot.Host.Settings;

namespace Bot.Tests.Host.Settings;

public sealed class DatabaseNoteTests
{
    [Theory]
    [InlineData("postgresql://u:p@db.example.com/d?sslmode=require", true)]
    [InlineData("postgresql://u:p@db.example.com/d?sslmode=verify-full", false)]
    public void A_database_elsewhere_that_need_not_prove_itself_is_told_at_a_start_in_Production(string url, bool told)
    {
        using var bench = new SettingsBench();

        bench.Complete().With("DATABASE_URL", url).Read().Notes.Any(note => note.Contains("verify-full")).Should().Be(told);
        bench.With("ASPNETCORE_ENVIRONMENT", "Development").Read().Notes.Should().NotContain(note => note.Contains("verify-full"));
    }

    [Theory]
    [InlineData("litedb:///bot.db", "sqlite:///bot.db", "LiteDB", "litedb")]
    [InlineData("sqlite:///bot.db", "litedb:///bot.db", "SQLite", "sqlite")]
    [InlineData("litedb:///data/bot.db", "", "LiteDB", "litedb")]
    public async Task A_file_of_another_kind_is_named_and_called_by_none_damaged(string made, string named, string kind, string scheme)
    {
        using var bench = new SettingsBench();
        bench.With("DATABASE_URL", made);
        var file = DatabaseOptions.Of(bench.Configuration).Address.File!;
        using var output = new StringWriter();
        (await RunAsync(bench, output, "operator", "add", "asha", "--role", "manage")).Should().Be(ExitCodes.Ok, output.ToString());

        if (named.Length > 0) bench.With("DATABASE_URL", named);
        else bench.Process.Remove("DATABASE_URL");
        output.GetStringBuilder().Clear();

        (await RunAsync(bench, output, "integrity")).Should().Be(ExitCodes.CannotRun);
        output.ToString().Should().Contain($"DATABASE_URL: {file} is a {kind} database, and nothing is wrong with it; write {scheme}:///{file}.")
            .And.NotContain("damaged").And.NotContain("backup");
    }

    private static Task<int> RunAsync(SettingsBench bench, StringWriter output, params string[] arguments) =>
        Bot.Host.Commands.CommandLine.RunAsync(arguments, () => bench.Configuration, TextReader.Null, output, output);
}
