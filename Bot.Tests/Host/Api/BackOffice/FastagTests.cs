using System.Net;
using Bot.Engine.Abstractions;
using Bot.Products.Fastag;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api.BackOffice;

public sealed class FastagTests
{
    private const string Barcode = "608116-009-0132331";
    private const string TagId = "34161FA820328EE812409D60";

    [Fact]
    public async Task A_tag_is_found_by_barcode_and_by_its_chip()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/fastags/", new { tag_id = TagId });

        foreach (var path in new[] { $"/fastags/{Barcode}", "/fastags/6081160090132331", $"/fastags/by-tag/{TagId}", $"/fastags/by-tag/{TagId.ToLowerInvariant()}/", $"/fastags/by-tag/{Barcode}" })
            (await bench.GetAsync(path)).Data.Text("tag_id").Should().Be(TagId);
        (await bench.GetAsync("/fastags/?q=0132331&status=in_stock")).Items.Should().ContainSingle();
        (await bench.GetAsync("/fastags/?status=active")).Items.Should().BeEmpty();
        (await bench.GetAsync("/fastags/by-tag/34161FA8")).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.SendAsync("POST", "/fastags", new { barcode = Barcode })).Status.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_barcode_that_a_chip_cannot_hold_is_taken_with_a_warning()
    {
        await using var bench = await BackOfficeHost.StartAsync();

        var made = await bench.DataAsync("POST", "/fastags", new { barcode = "608116-001-1048576" });

        made.GetProperty("tag_id").GetString().Should().BeNull();
        made.GetProperty("warnings").EnumerateArray().Should().ContainSingle();
        (await bench.DataAsync("POST", "/fastags", new { barcode = Barcode })).GetProperty("warnings").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Every_faulty_field_of_a_tag_is_named()
    {
        await using var bench = await BackOfficeHost.StartAsync();

        (await bench.SendAsync("POST", "/fastags", new { barcode = "12", tag_id = "zz", agent_id = "nobody", vehicle_number = "?", balance2 = 1 })).Faults
            .Should().BeEquivalentTo("barcode", "tag_id", "agent_id", "vehicle_number", "balance2");
        (await bench.SendAsync("POST", "/fastags", new { })).Faults.Should().Equal("barcode");
        (await bench.SendAsync("POST", "/fastags", new { barcode = "608116-011-0558601", tag_id = TagId })).Faults.Should().Equal("tag_id");
    }

    [Fact]
    public async Task Activating_moves_stock_agent_and_vehicle_together()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var agent = await bench.NewAgentAsync(tags: 1);
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode, agent_id = agent });
        await bench.DataAsync("POST", "/fastags", new { barcode = "608116-011-0558601", agent_id = agent });

        (await bench.SendAsync("POST", $"/fastags/{Barcode}/activate")).Message.Should().Contain("assign it to a vehicle first");
        var active = await bench.DataAsync("POST", $"/fastags/{Barcode}/activate", new { vehicle_number = "MH12AB1234" });

        active.Text("status").Should().Be("active");
        (await bench.GetAsync($"/agents/{agent}")).Data.Whole("fastags_left").Should().Be(0);
        (await bench.GetAsync("/vehicles/MH12AB1234")).Data.Text("fastag_id").Should().Be(Barcode);
        (await bench.SendAsync("POST", "/fastags/608116-011-0558601/activate", new { vehicle_number = "MH12AB1234" })).Faults.Should().Equal("vehicle_number");
        (await bench.SendAsync("POST", "/fastags/608116-011-0558601/activate", new { vehicle_number = "DL3CAB1234" })).Faults.Should().Equal("fastags_left");
        (await bench.GetAsync("/vehicles/DL3CAB1234")).Status.Should().Be(HttpStatusCode.NotFound, "nothing of a refused activation stands");
        (await bench.SendAsync("DELETE", $"/agents/{agent}")).Data.GetProperty("history_kept").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task A_tag_that_is_switched_off_and_on_again_costs_its_agent_nothing()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var agent = await bench.NewAgentAsync(tags: 5);
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode, agent_id = agent, vehicle_number = "MH12AB1234" });
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate");
        await bench.DataAsync("POST", $"/fastags/{Barcode}/deactivate");
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate");

        (await bench.GetAsync($"/agents/{agent}")).Data.Whole("fastags_left").Should().Be(4);
        (await bench.SendAsync("POST", $"/fastags/{Barcode}/activate")).Status.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_replaced_tag_leaves_its_vehicle_and_stays_replaced()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode, vehicle_number = "MH12AB1234" });
        await bench.DataAsync("POST", "/fastags", new { barcode = "608116-011-0558601" });
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate");

        (await bench.SendAsync("PUT", $"/fastags/{Barcode}", new { status = "replaced" })).Faults.Should().Equal("replaced_by");
        (await bench.SendAsync("PUT", $"/fastags/{Barcode}", new { status = "in_stock" })).Status.Should().Be(HttpStatusCode.Conflict);
        (await bench.DataAsync("PUT", $"/fastags/{Barcode}", new { status = "replaced", replaced_by = "608116-011-0558601" })).Text("replaced_by").Should().Be("608116-011-0558601");
        (await bench.DataAsync("POST", "/fastags/608116-011-0558601/activate", new { vehicle_number = "MH12AB1234" })).Text("status").Should().Be("active");
        (await bench.SendAsync("POST", $"/fastags/{Barcode}/activate")).Message.Should().Contain("stays replaced");
        (await bench.SendAsync("DELETE", $"/fastags/{Barcode}")).Data.GetProperty("history_kept").GetBoolean().Should().BeTrue();
        (await bench.SendAsync("POST", "/fastags", new { barcode = Barcode })).Message.Should().Contain("history");
    }

    [Fact]
    public async Task A_recharge_under_another_callers_key_is_another_recharge()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode, vehicle_number = "MH12AB1234" });
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate");

        var first = await bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100, idempotency_key = "k" });
        var other = await bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100, idempotency_key = "k" }, BackOfficeHost.Desk);
        var again = await bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100, idempotency_key = "k" });

        new[] { first, other, again }.Select(answer => answer.Data.GetProperty("repeated").GetBoolean()).Should().Equal(false, false, true);
        again.Data.Money("balance").Should().Be(200);
    }

    [Fact]
    public async Task A_recharge_that_an_earlier_build_booked_is_not_booked_again()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode, vehicle_number = "MH12AB1234" });
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate");
        var (records, secrets) = (bench.Bot.Services.GetRequiredService<IRecordStore>(), bench.Bot.Services.GetRequiredService<ISecrets>());
        var entry = new LedgerEntry(Barcode, 1, "recharge", 100, 100, "", "all", bench.Clock.GetUtcNow());
        (await records.ChangeAsync([.. TagRepository.Booking(entry, secrets.Hash("ledger.key", "k"))], default)).Should().BeTrue();

        var again = await bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100, idempotency_key = "k" });

        again.Data.GetProperty("repeated").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task A_recharge_is_booked_once_per_key_however_many_ask_at_once()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode, vehicle_number = "MH12AB1234" });
        (await bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100, idempotency_key = "k0" })).Status.Should().Be(HttpStatusCode.Conflict, "it is not active");
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 100.10m, idempotency_key = $"k{i % 3}" })));
        var header = await bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = "0.70" }, BackOfficeHost.All, ("Idempotency-Key", "k9"));
        var other = await bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", new { amount = 5, idempotency_key = "k1" });

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
        answers.Count(answer => !answer.Data.GetProperty("repeated").GetBoolean()).Should().Be(3);
        header.Data.Money("balance").Should().Be(301.00m);
        other.Faults.Should().Equal("idempotency_key");
        var ledger = await bench.GetAsync($"/fastags/{Barcode}/transactions/?limit=3");
        var rest = await bench.GetAsync($"/fastags/{Barcode}/transactions?limit=3&after={ledger.Data.Text("next")}");
        ledger.Items.Concat(rest.Items).Select(entry => entry.Whole("number")).Should().Equal(1, 2, 3, 4);
        ledger.Items.Concat(rest.Items).Sum(entry => entry.Money("amount")).Should().Be((await bench.GetAsync($"/fastags/{Barcode}")).Data.Money("balance")).And.Be(301.00m);
        rest.Items[^1].Text("by").Should().Be("all");
    }

    [Theory]
    [InlineData("""{"amount":0,"idempotency_key":"k"}""", "amount")]
    [InlineData("""{"amount":-5,"idempotency_key":"k"}""", "amount")]
    [InlineData("""{"amount":1.005,"idempotency_key":"k"}""", "amount")]
    [InlineData("""{"amount":"1e3","idempotency_key":"k"}""", "amount")]
    [InlineData("""{"amount":100}""", "idempotency_key")]
    [InlineData("{}", "amount,idempotency_key")]
    public async Task A_recharge_needs_an_amount_and_a_key(string body, string faults)
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode });

        var answer = await bench.SendAsync("POST", $"/fastags/{Barcode}/recharge", body);

        answer.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        answer.Faults.Should().BeEquivalentTo(faults.Split(','));
    }

    [Fact]
    public async Task A_tag_without_history_is_gone_and_its_barcode_free()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode });

        (await bench.SendAsync("DELETE", $"/fastags/{Barcode}")).Data.GetProperty("history_kept").GetBoolean().Should().BeFalse();
        (await bench.GetAsync($"/fastags/{Barcode}")).Status.Should().Be(HttpStatusCode.NotFound);
        await bench.DataAsync("POST", "/fastags", new { barcode = Barcode });
    }
}
