using System.Net;
using Bot.Cluster;
using Orleans.Runtime;

namespace Bot.Tests.Cluster;

/// <summary>Where a conversation is placed, whichever host asks and in whatever order the hosts came.</summary>
public sealed class ConversationPlacementTests
{
    private static readonly SiloAddress[] InOrder =
    [
        Host("10.0.0.2", 11111), Host("10.0.0.10", 11111), Host("10.0.0.10", 11112),
    ];

    [Fact]
    public void Hosts_are_in_the_order_of_their_addresses_and_not_of_their_age() =>
        ConversationPlacementDirector.InOrder([InOrder[2], InOrder[0], InOrder[1]]).Should().Equal(InOrder);

    /// <summary>nginx: <c>hash $person;</c> over servers in this order.</summary>
    [Fact]
    public void A_balancer_that_hashes_the_person_sends_them_to_the_host_that_holds_them()
    {
        var placed = new HashSet<SiloAddress>();
        for (var i = 0; i < 40; i++)
        {
            var conversation = $"meta:9198160000{i:00}";
            var hash = PersonHash.FromKey($"{PersonHash.Digits(conversation)}.0123456789abcdef")!.Value;
            var at = ConversationPlacementDirector.Holder(hash, [InOrder[1], InOrder[2], InOrder[0]]);
            at.Should().Be(InOrder[PersonHash.Of(conversation) % 3]);
            placed.Add(at);
        }

        placed.Should().HaveCount(3, "a hash spreads them");
    }

    /// <summary>The later an address stands here, the older its silo.</summary>
    private static SiloAddress Host(string address, int port) =>
        SiloAddress.New(new IPEndPoint(IPAddress.Parse(address), port), 20_000 - port - address.Length);
}
