using Bot.Host.Access;
using Bot.Tests.Host.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;

namespace Bot.Tests.Host.Api.BackOffice;

public sealed class AuditTests
{
    private const string Barcode = "608116-001-0001234";

    private readonly LogLines _lines = new();

    [Fact]
    public async Task Every_change_is_one_line_with_the_keys_name_the_act_the_record_and_the_names_of_the_fields()
    {
        await using var bench = await StartAsync();
        var agent = await bench.NewAgentAsync();
        await bench.DataAsync("PUT", $"/agents/{agent}", new { wallet_balance = 123456, mobile_number = "9876500007" });
        await bench.DataAsync("POST", "/vehicles", new { vehicle_number = "MH12AB1234", owner_name = "Ravi Kumar" });
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode, vehicle_number = "MH12AB1234" });
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate");
        await bench.DataAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100, idempotency_key = "k" });
        await bench.DataAsync("DELETE", $"/agents/{agent}");

        Lines.Should().Equal(
            $"all did agents_create to {agent} with name mobile_number fastags_left",
            $"all did agents_update to {agent} with wallet_balance mobile_number",
            "all did vehicles_create to XXXXXX1234 with vehicle_number owner_name",
            $"all did fastags_create to {Barcode} with barcode vehicle_number",
            $"all did fastags_activate to {Barcode} with nothing",
            $"all did fastags_recharge to {Barcode} with amount idempotency_key",
            $"all did agents_delete to {agent} with nothing");
    }

    [Fact]
    public async Task What_changes_nothing_leaves_no_line()
    {
        await using var bench = await StartAsync();
        var agent = await bench.NewAgentAsync();
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode, vehicle_number = "MH12AB1234" });
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate");
        await bench.DataAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100, idempotency_key = "k" });
        var before = Lines.Count;

        await bench.DataAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100, idempotency_key = "k" });
        await bench.GetAsync($"/agents/{agent}");
        await bench.SendAsync("PUT", $"/agents/{agent}", new { wallet_balance = "a" });
        await bench.SendAsync("DELETE", "/agents/9876500001");

        Lines.Should().HaveCount(before);
    }

    private IReadOnlyList<string> Lines =>
        [.. _lines.Events.Where(line => line.Level >= LogEventLevel.Information && line.Properties.ContainsKey(ApiAudit.RecordProperty))
            .Select(line => line.RenderMessage(null).Replace("\"", ""))];

    private Task<BackOfficeHost> StartAsync() =>
        BackOfficeHost.StartAsync(services => services.AddSingleton(new ApiAudit(null, LoggerFactory.Create(logs => logs.AddSerilog(_lines.Logger())))));
}
