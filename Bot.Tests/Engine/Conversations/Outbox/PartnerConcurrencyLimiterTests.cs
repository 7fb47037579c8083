using Bot.Engine.Abstractions;
using Bot.Engine.Conversations.Outbox;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations.Outbox;

public sealed class PartnerConcurrencyLimiterTests
{
    private const int Share = 3;

    private readonly ManualClock _clock = new();
    private readonly PartnerConcurrencyLimiter _limiter;

    public PartnerConcurrencyLimiterTests() => _limiter = new(Share, _clock);

    [Fact]
    public void A_partner_gets_its_share_and_no_more()
    {
        for (var call = 0; call < Share; call++) _limiter.TryEnter("bank").Should().BeTrue();

        _limiter.TryEnter("bank").Should().BeFalse();
        _limiter.TryEnter("post").Should().BeTrue("another partner has a share of its own");
    }

    [Fact]
    public void Each_answer_makes_room_for_one()
    {
        Fill("bank");
        _limiter.Leave("bank");

        _limiter.TryEnter("bank").Should().BeTrue();
        _limiter.TryEnter("bank").Should().BeFalse();
    }

    [Fact]
    public void Room_is_what_no_partner_can_be_filled_by()
    {
        _limiter.Room().Should().Be(Share);
        _limiter.TryEnter("bank");
        _limiter.TryEnter("post");
        _limiter.TryEnter("post");

        _limiter.Room().Should().Be(1);
    }

    [Fact]
    public void A_full_partner_is_waited_for_a_second_and_then_hangs_and_holds_up_nobody()
    {
        Fill("bank");
        _limiter.Room().Should().Be(0, "it may answer in a moment");

        _clock.Advance(TimeSpan.FromSeconds(1));
        _limiter.Room().Should().Be(Share, "its rows are put off, and all others go on");
    }

    [Fact]
    public void A_partner_that_answers_does_not_hang()
    {
        Fill("bank");
        _clock.Advance(TimeSpan.FromSeconds(10));
        _limiter.Leave("bank");
        _limiter.TryEnter("bank");

        _limiter.Room().Should().Be(0);
    }

    [Fact]
    public void A_wall_clock_that_was_moved_makes_no_partner_hang()
    {
        Fill("bank");
        _clock.Set(TimeSpan.FromHours(1));

        _limiter.Room().Should().Be(0);
    }

    [Fact]
    public void A_partner_with_nothing_under_way_is_forgotten()
    {
        Fill("bank");
        for (var call = 0; call < Share; call++) _limiter.Leave("bank");

        _limiter.Room().Should().Be(Share);
        Fill("bank");
    }

    [Fact]
    public void A_row_waits_for_its_channel_or_for_the_first_part_of_its_calls_name()
    {
        PartnerConcurrencyLimiter.PartnerOf(Row(null)).Should().Be("meta");
        PartnerConcurrencyLimiter.PartnerOf(Row(new("c1", "bank.pay", Slots.Empty, true))).Should().Be("bank");
    }

    private void Fill(string partner)
    {
        for (var call = 0; call < Share; call++) _limiter.TryEnter(partner).Should().BeTrue();
    }

    private OutboxRow Row(CallRequest? call) => new("1", "meta:1", "meta", "1", "en", default, null, call, 1, false, _clock.Now, _clock.Now);
}
