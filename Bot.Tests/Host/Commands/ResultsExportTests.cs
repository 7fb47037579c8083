using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Commands;
using Bot.Host.Http;
using Bot.Host.Replays;
using Bot.Tests.Examples;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Commands;

/// <summary><c>results export</c>: what was kept, for a spreadsheet and for programs.</summary>
public sealed class ResultsExportTests : IDisposable
{
    private readonly ExampleFlows _flows = new("tyre-service");
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _flows.Dispose();
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_cell_that_a_spreadsheet_would_compute_begins_with_an_apostrophe_and_personal_answers_are_masked()
    {
        await KeepAsync("""{"bookingId":"=HYPERLINK(\"http://x\")","service":"rotation","name":"Asha, Rao","mobile":"+919876500009"}""");

        (await ExportAsync(new("bookings", Personal: true))).Should().Be(ExitCodes.Ok, _error.ToString());
        var lines = _output.ToString().Split("\r\n");
        lines[0].Should().Be("row_id,kept_at,flow,flow_version,session_id,channel,mobile_number,language,bookingId,service,vehicleNumber,day,name,mobile,bay");
        lines[1].Should().EndWith(""",en,"'=HYPERLINK(""http://x"")",rotation,,,"Asha, Rao",'+919876500009,""").And.Contain(",919800000001,");

        _output.GetStringBuilder().Clear();
        await ExportAsync(new("bookings"));
        _output.ToString().Should().Contain("XXXX").And.NotContain("9876500009").And.NotContain("Asha").And.NotContain("919800000001");
    }

    [Fact]
    public async Task As_JSON_a_row_is_a_line_with_the_answers_as_they_are()
    {
        await KeepAsync("""{"bookingId":"=1+1","service":"rotation","name":"आशा"}""");

        await ExportAsync(new("bookings", "json", Personal: true));

        var line = System.Text.Json.JsonDocument.Parse(_output.ToString().TrimEnd('\n')).RootElement;
        line.GetProperty("answers").GetProperty("bookingId").GetString().Should().Be("=1+1");
        _output.ToString().Should().Contain("आशा");
    }

    [Fact]
    public async Task A_table_that_no_flow_has_is_told_with_those_that_are()
    {
        (await ExportAsync(new("booking"))).Should().Be(ExitCodes.CannotRun);
        _error.ToString().Should().Contain("No flow keeps answers in 'booking'; there are bookings.");
    }

    [Theory]
    [InlineData("a,\"b,c\",d\r\n", "a|b,c|d")]
    [InlineData("\"x\"\"y\",\"l1\nl2\"", "x\"y|l1\nl2")]
    [InlineData(",,\n\nq", "q")]
    public void Lines_of_CSV_are_read(string text, string cells) => CsvLine.Read(text).Select(row => string.Join('|', row)).Should().Equal(cells);

    private async Task KeepAsync(string slots)
    {
        await using var bot = await HostComposition.BotAsync(Configuration);
        var body = $$"""{"id":"s.1.0","table":"bookings","flow":"tyre-service","flow_version":"{{new string('a', 64)}}","session":"s","channel":"meta","address":"919800000001","language":"en","at":"2026-11-28T04:45:00+00:00","slots":{{slots}} }""";
        (await bot.Store.ChangeAsync([new(KeptResult.Kind, "s.1.0", 0, body, [new(KeptResult.TableLookup, "bookings")])], CancellationToken.None)).Should().BeTrue();
    }

    private Microsoft.Extensions.Configuration.IConfiguration Configuration => StageConfiguration.Of(_folder.Path, _flows.Path, "secret", null, []);

    private Task<int> ExportAsync(ResultExport export) =>
        ResultsCommand.ExportAsync(Configuration, export, _flows.Path, _output, _error, CancellationToken.None);
}
