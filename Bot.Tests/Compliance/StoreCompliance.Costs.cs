using Bot.Engine.Abstractions;
using Bot.Tests.Support.Postgres;

namespace Bot.Tests.Compliance;

/// <summary>What every store owes to failures and prices of messages.</summary>
public abstract partial class StoreCompliance
{
    private static readonly MessagePrice Charged = new(true, "service", "regular");

    [StoreTheory]
    [InlineData("wamid.1", "", "")]
    [InlineData("gs.1", "wamid.1", "")]
    [InlineData("wamid.x", "", "m1")]
    public async Task A_failed_message_is_found_by_every_id_of_its_event(string id, string other, string reference)
    {
        await Commit(Turn("meta:1", 0, Message("m1"), Message("m2")));
        await Claim();
        await Sent("m1", "wamid.1");
        var failure = new StatusChanged("meta", Now, id, other, reference, DeliveryStatus.Failed, new("131026", "Undeliverable.", FailureAction.GiveUp));
        (await Store.FailedAsync(failure, default)).Should().BeNull("it is not applied");

        await Store.ApplyStatusesAsync([failure], default);

        var found = (await Store.FailedAsync(failure, default))!;
        (found.Id, found.Conversation, found.Channel, found.Kind).Should().Be(("m1", "meta:1", "meta", "text"));
        found.Address.Should().NotBeEmpty();
        found.Why.Should().StartWith("131026");
    }

    [StoreFact]
    public async Task A_failure_after_the_arrival_is_none()
    {
        await Commit(Turn("meta:1", 0, Message("m1")));
        await Claim();
        await Sent("m1", "wamid.1");
        await Status("delivered", "wamid.1");
        var failure = new StatusChanged("meta", Now, "wamid.1", "", "", DeliveryStatus.Failed, null);
        await Store.ApplyStatusesAsync([failure], default);

        (await Store.FailedAsync(failure, default)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_price_counts_once_for_each_message_whatever_tells_it()
    {
        await Commit(Turn("meta:1", 0, new NewMessage("m1", new TextMessage("hi")) { Flow = "loan-lead" }, Message("m2")));
        await Claim();
        await Sent("m1", "gs.1");
        var free = Charged with { Billable = false };
        StatusChanged Priced(string id, string other, DeliveryStatus status, MessagePrice price) => new("meta", Now, id, other, "", status, null) { Price = price };

        await Store.ApplyStatusesAsync([Priced("gs.1", "wamid.1", DeliveryStatus.Delivered, Charged), Priced("gs.1", "", DeliveryStatus.Read, Charged)], default);
        await Store.ApplyStatusesAsync([Priced("wamid.1", "", DeliveryStatus.Sent, Charged), Priced("wamid.9", "", DeliveryStatus.Delivered, free)], default);
        await Store.ApplyStatusesAsync([Priced("wamid.9", "", DeliveryStatus.Delivered, free)], default);

        (await Store.CostsAsync(Now.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), default)).Should().Equal(
            new MessageCosts("meta", "", "service", "regular", false, 1), new MessageCosts("meta", "loan-lead", "service", "regular", true, 1));
        (await Store.CostsAsync("1999-01", default)).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Prices_are_kept_for_a_year_and_go_then()
    {
        await Store.ApplyStatusesAsync([new("meta", Now, "wamid.1", "", "", DeliveryStatus.Delivered, null) { Price = Charged }], default);
        var month = Now.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

        await Store.PruneAsync(new(Now.AddDays(390), Now, Now), 100, default);
        (await Store.CostsAsync(month, default)).Should().ContainSingle();
        await Store.PruneAsync(new(Now.AddDays(402), Now, Now), 100, default);
        (await Store.CostsAsync(month, default)).Should().BeEmpty();
    }
}
