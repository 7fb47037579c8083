using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Products.Fastag;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Products.Fastag;

/// <summary>What the issuing partner's operations leave in our own records.</summary>
public sealed class FastagServicesTests
{
    private const string Barcode = "608116-001-0001234";

    [Fact]
    public async Task An_agent_whom_the_partner_knows_is_written_down()
    {
        await using var bot = Bot();

        (await bot.CallAsync("shauryapay.agentByMobile", ("mobile", "+919876500001"))).Outcome.Should().Be("found");

        var agent = (await bot.Get<AgentRepository>().WithPartnerIdAsync("A1", default))!.Value;
        (agent.Name, agent.Mobile, agent.WalletBalance, agent.FastagsLeft).Should().Be(("Asha Rao", "+919876500001", 5000m, 2));
    }

    [Fact]
    public async Task A_reserved_tag_that_is_issued_stands_on_its_vehicle_and_leaves_the_stock()
    {
        await using var bot = Bot();
        await bot.CallAsync("shauryapay.agentByMobile", ("mobile", "+919876500001"));

        (await bot.CallAsync("tags.reserve", ("agentId", "A1"), ("barcode", Barcode))).Outcome.Should().Be("reserved");
        (await bot.CallAsync("shauryapay.activate", ("agentId", "A1"), ("barcode", Barcode), ("vehicleNumber", "MH12AB1234"), ("maker", "Tata"))).Outcome.Should().Be("activated");

        var tag = (await bot.Get<TagRepository>().FindAsync(Barcode, default))!.Value;
        (tag.State, tag.VehicleNumber, tag.HeldBy).Should().Be((TagState.Active, "MH12AB1234", null));
        var vehicle = (await bot.Get<VehicleRepository>().FindAsync("MH12AB1234", default))!.Value;
        (vehicle.Tag, vehicle.Manufacturer).Should().Be((Barcode, "Tata"));
        (await bot.Get<AgentRepository>().WithPartnerIdAsync("A1", default))!.Value.FastagsLeft.Should().Be(1);
        (await bot.CallAsync("tags.reserve", ("agentId", "A1"), ("barcode", Barcode))).Outcome.Should().Be("taken");
    }

    [Fact]
    public async Task An_issued_tag_is_no_longer_offered()
    {
        await using var bot = Bot();
        (await bot.CallAsync("shauryapay.availableBarcodes")).Outcome.Should().Be("found");

        await bot.CallAsync("shauryapay.activate", ("agentId", "A1"), ("barcode", Barcode), ("vehicleNumber", "MH12AB1234"));

        (await bot.CallAsync("shauryapay.availableBarcodes")).Outcome.Should().Be("none");
    }

    [Fact]
    public async Task An_outcome_that_issues_nothing_and_an_operation_of_others_change_nothing()
    {
        await using var bot = Bot();

        (await bot.CallAsync("shauryapay.agentByMobile", ("mobile", "unknown"))).Changes.IsDefaultOrEmpty.Should().BeTrue();
        bot.Operations["other.operation"].Should().BeOfType<PartnerOperation>("nothing is put around it");
    }

    [Fact]
    public async Task A_recovered_issue_is_written_down_once()
    {
        await using var bot = Bot();
        var activate = (ConsequentialOperation)bot.Operations["shauryapay.activate"];
        await bot.CallAsync("shauryapay.activate", ("agentId", "A1"), ("barcode", Barcode), ("vehicleNumber", "MH12AB1234"));
        var slots = Slots.Empty.With("agentId", Value.Of("A1")).With("barcode", Value.Of(Barcode)).With("vehicleNumber", Value.Of("MH12AB1234"));

        var recovered = await activate.RecoverAsync(new("call-1", "shauryapay.activate", slots, new("meta:1", "meta", "1", bot.Clock.Now, "en")), default);

        recovered.Should().BeOfType<Recovery.Done>().Which.Result.Changes.IsDefaultOrEmpty.Should().BeTrue();
    }

    private static ProductContainer Bot() => new(services => services
        .AddFastag()
        .AddSingleton<Operation>(new PartnerOperation("shauryapay.agentByMobile", call => call.Text("mobile") == "unknown"
            ? CallResult.Of("notFound")
            : CallResult.Of("found", ("id", Value.Of("A1")), ("name", Value.Of("Asha Rao")), ("mobile", Value.Of(call.Text("mobile"))), ("wallet", Value.Of("5000")), ("tags", Value.Of("2")))))
        .AddSingleton<Operation>(new PartnerOperation("shauryapay.availableBarcodes", _ => CallResult.Of("found", ("barcodes", Value.List([Value.Record(("barcode", Value.Of(Barcode)))])))))
        .AddSingleton<Operation>(new PartnerOperation("other.operation", _ => CallResult.Of("found")))
        .AddSingleton<Operation>(new IssuingOperation()));

    private sealed class PartnerOperation(string name, Func<Call, CallResult> answer) : Operation
    {
        public override OperationContract Contract { get; } = new(name, [], [new("found"), new("notFound")]);

        public override Task<CallResult> RunAsync(Call call, CancellationToken cancel) => Task.FromResult(answer(call));
    }

    private sealed class IssuingOperation : ConsequentialOperation
    {
        public override OperationContract Contract { get; } = new("shauryapay.activate", [], [new("activated")], Consequential: true);

        public override Task<CallResult> RunAsync(Call call, CancellationToken cancel) => Task.FromResult(CallResult.Of("activated"));

        public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel) => new Recovery.Done(await RunAsync(call, cancel));
    }
}
