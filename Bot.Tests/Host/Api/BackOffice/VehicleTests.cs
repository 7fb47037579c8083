using System.Net;

namespace Bot.Tests.Host.Api.BackOffice;

public sealed class VehicleTests
{
    [Fact]
    public async Task A_vehicle_is_found_by_its_number_however_it_is_written()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/vehicles/", new { vehicle_number = "mh 12-ab 1234", owner_name = "Ravi Kumar", owner_mobile = "09876500009", engine_number = "48213", manufacturer = "MARUTI", model = "SWIFT" });

        foreach (var path in new[] { "/vehicles/MH12AB1234", "/vehicles/by-number/MH%2012%20AB%201234", "/vehicles/by-number/mh12ab1234/" })
            (await bench.GetAsync(path)).Data.Text("vehicle_id").Should().Be("MH12AB1234");
        (await bench.GetAsync("/vehicles/?q=mh12ab")).Items.Single().Text("owner_mobile").Should().Be("XXXXXX0009");
        (await bench.GetAsync("/vehicles/?q=swift&status=untagged")).Items.Should().ContainSingle();
        (await bench.GetAsync("/vehicles/?q=9876500009")).Items.Should().ContainSingle();
        (await bench.GetAsync("/vehicles/MH12AB1234", BackOfficeHost.Desk)).Data.Text("owner_name").Should().Be("XXXX Xumar");
        (await bench.GetAsync("/vehicles/MH12AB1234")).Data.Text("owner_name").Should().Be("Ravi Kumar");
        (await bench.SendAsync("POST", "/vehicles", new { vehicle_number = "MH12AB1234" })).Status.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Every_faulty_field_of_a_vehicle_is_named()
    {
        await using var bench = await BackOfficeHost.StartAsync();

        (await bench.SendAsync("POST", "/vehicles", new { vehicle_number = "XX", engine_number = "1", owner_mobile = "5", agent_id = "nobody", colour = 7 })).Faults
            .Should().BeEquivalentTo("vehicle_number", "engine_number", "owner_mobile", "agent_id", "colour");
    }

    [Fact]
    public async Task A_vehicle_keeps_its_number()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/vehicles", new { vehicle_number = "MH12AB1234" });

        var same = await bench.SendAsync("PUT", "/vehicles/MH12AB1234", new { vehicle_number = "MH 12 AB 1234", colour = "Red" });
        var other = await bench.SendAsync("PUT", "/vehicles/MH12AB1234", new { vehicle_number = "MH12AB9999" });

        same.Data.Text("colour").Should().Be("Red");
        other.Faults.Should().Equal("vehicle_number");
    }

    [Fact]
    public async Task The_catalogue_is_not_taken_for_a_vehicle()
    {
        await using var bench = await BackOfficeHost.StartAsync();

        (await bench.GetAsync("/vehicles/manufacturers/")).Body.GetProperty("options").EnumerateArray().Select(name => name.GetString()).Should().Contain("MARUTI");
        (await bench.GetAsync("/vehicles/manufacturers/toyota/models")).Data.GetProperty("models").EnumerateArray().Select(name => name.GetString()).Should().Contain("FORTUNER");
        (await bench.GetAsync("/vehicles/manufacturers/MAHINDRA%20%26%20MAHINDRA/models")).Data.GetProperty("models").GetArrayLength().Should().Be(0);
        (await bench.GetAsync("/vehicles/descriptors")).Body.GetProperty("options").EnumerateArray().Select(name => name.GetString()).Should().Contain("Diesel");
        (await bench.GetAsync("/vehicles/manufacturers/LADA/models")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_vehicle_without_history_is_gone_and_one_that_carried_a_tag_is_kept_out_of_sight()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.DataAsync("POST", "/vehicles", new { vehicle_number = "MH12AB1234" });
        await bench.DataAsync("POST", "/fastags", new { barcode = "608116-009-0132331" });
        await bench.DataAsync("POST", "/fastags/608116-009-0132331/activate", new { vehicle_number = "DL3CAB1234" });

        (await bench.SendAsync("DELETE", "/vehicles/MH12AB1234")).Data.GetProperty("history_kept").GetBoolean().Should().BeFalse();
        (await bench.SendAsync("DELETE", "/vehicles/DL3CAB1234")).Status.Should().Be(HttpStatusCode.Conflict, "its tag is active");
        await bench.DataAsync("POST", "/fastags/608116-009-0132331/deactivate");
        (await bench.SendAsync("DELETE", "/vehicles/DL3CAB1234")).Data.GetProperty("history_kept").GetBoolean().Should().BeTrue();
        (await bench.GetAsync("/vehicles/DL3CAB1234")).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.GetAsync("/vehicles")).Items.Should().BeEmpty();
    }
}
