using System.Net;

namespace Bot.Tests.Host.Api.BackOffice;

/// <summary>What a conversation does to agents, vehicles and tags, and the back office to a conversation.</summary>
public sealed class RegistrationTests
{
    private const string Barcode = "608116-001-0001234";

    private const string ToMenu = """
        # To the agent's menu
        given agent 9876500001 "Asha Rao" wallet 5000 tags 608116-001-0001234 608116-002-0001234
        > fastag
        < ...
        > 9876500001
        < ...
        > {otp 9876500001}
        < ...
        """;

    private const string ToBarcode = """
        # To the barcode
        > [Assign a FASTag]
        < ...
        > MH12AB1234
        < ...
        > 48213
        < ...
        > 9876500009
        < ...
        > {otp 9876500009}
        < ...
        > Other details
        < ...
        > Ravi
        < ...
        > Kumar
        < ...
        > 15-06-1990
        < ...
        > 1
        < ...
        > ABCPD1234E
        < ...
        > 400
        < ...
        photo
        < ...
        photo
        < ...
        photo
        < ...
        photo
        < ...
        > skip
        < ...
        > 1234
        < ...
        > 1
        < ...
        """;

    private const string ToConfirm = """
        # To the confirmation
        > MARUTI
        < ...
        > SWIFT
        < ...
        > Petrol
        < ...
        """;

    private static string Say(string line) => $"# One line\n> {line}\n< ...\n";

    [Fact]
    public async Task An_agent_who_logs_in_is_known_with_the_partners_figures()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var known = await bench.NewAgentAsync("9876500001", 3, "A. Rao");

        await bench.TalkAsync(ToMenu);

        var agent = (await bench.GetAsync("/agents/")).Items.Should().ContainSingle().Subject;
        agent.Text("agent_id").Should().Be(known, "the number is the same person's");
        agent.Text("name").Should().Be("Asha Rao");
        agent.Text("partner_id").Should().NotBeEmpty();
        agent.Whole("fastags_left").Should().Be(2);
        agent.Money("wallet_balance").Should().Be(5000);
    }

    [Fact]
    public async Task A_chosen_tag_is_reserved_until_the_conversation_lets_it_go()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(ToMenu);
        await bench.TalkAsync(ToBarcode);

        (await Reserved()).Should().BeTrue();
        (await bench.SendAsync("POST", $"/fastags/{Barcode}/activate", new { vehicle_number = "DL3CAB1234" })).Faults.Should().Equal("fastag_id");
        (await bench.SendAsync("DELETE", $"/fastags/{Barcode}")).Status.Should().Be(HttpStatusCode.Conflict);

        await bench.TalkAsync(Say("cancel"));

        (await Reserved()).Should().BeFalse();
        await bench.DataAsync("POST", $"/fastags/{Barcode}/activate", new { vehicle_number = "DL3CAB1234" });

        async Task<bool> Reserved() => (await bench.GetAsync($"/fastags/{Barcode}")).Data.GetProperty("reserved").GetBoolean();
    }

    [Fact]
    public async Task A_reservation_ends_with_the_day_of_silence_that_ends_the_conversation()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(ToMenu);
        await bench.TalkAsync(ToBarcode);

        await bench.TalkAsync("# A day passes\nadvance 25h\n< ...\n");

        (await bench.GetAsync("/fastags/")).Items.Should().ContainSingle().Which.GetProperty("reserved").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Issuing_moves_stock_agent_and_vehicle_in_the_turns_own_commit()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(ToMenu);
        await bench.TalkAsync(ToBarcode);
        await bench.TalkAsync(ToConfirm);

        // The partner does not tell the new figures: what is seen is what the turn itself wrote.
        await bench.TalkAsync("# Issued\nsandbox shauryapay status 500 /get_by_mobile\n> Yes\n< ...\n");

        var agent = (await bench.GetAsync("/agents/")).Items.Single();
        var tag = (await bench.GetAsync($"/fastags/{Barcode}")).Data;
        var vehicle = (await bench.GetAsync("/vehicles/MH12AB1234")).Data;
        tag.Text("status").Should().Be("active");
        tag.Text("vehicle_number").Should().Be("MH12AB1234");
        tag.Text("agent_id").Should().Be(agent.Text("agent_id"));
        agent.Whole("fastags_left").Should().Be(1);
        vehicle.Text("fastag_id").Should().Be(Barcode);
        vehicle.Text("manufacturer").Should().Be("MARUTI");
        vehicle.Text("descriptor").Should().Be("Petrol");
        vehicle.Text("engine_number").Should().Be("48213");
    }

    [Fact]
    public async Task A_tag_whose_answer_was_lost_is_issued_once_and_moved_once()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(ToMenu);
        await bench.TalkAsync(ToBarcode);
        await bench.TalkAsync(ToConfirm);

        await bench.TalkAsync("# The answer is lost\nsandbox shauryapay doneButLost /update_vehicle_details\n> Yes\n< ...\nadvance 5m\n< ...\n");

        (await bench.GetAsync($"/fastags/{Barcode}")).Data.Text("status").Should().Be("active");
        (await bench.GetAsync("/agents/")).Items.Single().Whole("fastags_left").Should().Be(1);
    }
}
