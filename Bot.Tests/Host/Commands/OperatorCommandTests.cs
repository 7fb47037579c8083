using Bot.Host.Commands;
using Bot.Host.Settings;
using Bot.Tests.Host.Settings;
using Microsoft.Data.Sqlite;

namespace Bot.Tests.Host.Commands;

/// <summary><c>operator</c> and <c>audit</c> on a database of their own.</summary>
public sealed class OperatorCommandTests : IDisposable
{
    private readonly SettingsBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_first_operator_is_added_with_a_password_that_is_shown_once()
    {
        var added = await RunAsync("operator", "add", "asha", "--role", "manage", "--role", "privacy");

        added.Code.Should().Be(ExitCodes.Ok);
        added.Output.Should().StartWith("asha may manage, privacy.").And.Contain("shown this once: ");
        (await RunAsync("operator", "list")).Output.Should().Contain("asha").And.Contain("never here");
        var again = await RunAsync("operator", "add", "asha", "--role", "watch");
        again.Code.Should().Be(ExitCodes.CannotRun);
        again.Error.Should().Contain("already");
    }

    [Theory]
    [InlineData("Asha Rao", "answer", "a long enough password", "A name has")]
    [InlineData("asha", "answer", "short", "12 characters")]
    [InlineData("asha", "root", "a long enough password", "root")]
    public async Task What_is_wrong_is_told_in_a_sentence_and_nothing_is_added(string name, string role, string password, string told)
    {
        var refused = await WithAsync(password, "operator", "add", name, "--role", role, "--password-stdin");

        refused.Code.Should().Be(ExitCodes.CannotRun);
        refused.Error.Should().Contain(told);
        (await RunAsync("operator", "list")).Output.Should().StartWith("There are no operators");
    }

    [Fact]
    public async Task The_audit_log_is_exported_whole_and_tells_no_password()
    {
        await WithAsync("a long enough password", "operator", "add", "asha", "--role", "answer", "--password-stdin");
        await WithAsync("another long password", "operator", "password", "asha", "--password-stdin");
        await RunAsync("operator", "disable", "asha");

        var (code, lines, error) = await RunAsync("audit");
        (code, error).Should().Be((ExitCodes.Ok, ""));
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3).And.AllSatisfy(line => line.Should().Contain("\"who\":\"account:").And.NotContain("password\":"));
        lines.Should().NotContain("long");
        (await RunAsync("audit", "--csv", "--from", "3")).Output.Split("\r\n")[1].Should().StartWith("3,").And.Contain($",account:{Environment.UserName},operator.disable,asha,,");
    }

    [Fact]
    public async Task One_altered_byte_costs_one_entry_and_the_others_are_exported()
    {
        foreach (var name in new[] { "asha", "ravi", "kiran" }) await RunAsync("operator", "add", name, "--role", "answer");
        await RunAsync("operator", "disable", "ravi");
        AlterOne("audit");

        var (code, lines, error) = await RunAsync("audit");

        code.Should().Be(ExitCodes.Findings);
        var altered = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(4).And.ContainSingle(line => line.Contains("\"act\":\"altered\"")).Subject;
        var number = System.Text.Json.JsonDocument.Parse(altered).RootElement.GetProperty("number").GetInt32();
        error.Should().Be($"Entry {number} cannot be read: it was altered.{Environment.NewLine}");
        (await RunAsync("audit", "--csv")).Output.Split("\r\n").Should().Contain($"{number},,,altered,,,");

        AlterOne("auditHead");
        (await RunAsync("audit")).Error.Should().Contain("The end of the log cannot be read: it was altered.");
    }

    /// <summary>One byte of one record's sealed body is another one.</summary>
    private void AlterOne(string kind)
    {
        using var database = new SqliteConnection($"Data Source={DatabaseOptions.Of(_bench.Configuration).Address.File}");
        database.Open();
        using var read = database.CreateCommand();
        (read.CommandText, _) = ("select key, body from records where kind = $kind limit 1", read.Parameters.AddWithValue("$kind", kind));
        using var row = read.ExecuteReader();
        row.Read().Should().BeTrue();
        var (key, body) = (row.GetString(0), (byte[])row.GetValue(1));
        row.Close();
        body[^1] ^= 1;
        using var write = database.CreateCommand();
        write.CommandText = "update records set body = $body where kind = $kind and key = $key";
        foreach (var (name, value) in new (string, object)[] { ("$body", body), ("$kind", kind), ("$key", key) }) write.Parameters.AddWithValue(name, value);
        write.ExecuteNonQuery().Should().Be(1);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => WithAsync("", arguments);

    private async Task<(int Code, string Output, string Error)> WithAsync(string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var given = new StringReader(input);
        var code = await Bot.Host.Commands.CommandLine.RunAsync(arguments, () => _bench.Configuration, given, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
