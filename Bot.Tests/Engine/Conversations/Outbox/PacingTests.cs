using Bot.Engine.Conversations.Outbox;
using Bot.Tests.Support;

namespace Bot.Tests.Engine.Conversations.Outbox;

public sealed class PacingTests
{
    private readonly Pacing _pacing = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_burst_goes_at_once_and_the_next_message_waits_six_seconds()
    {
        for (var message = 0; message < Pacing.Burst; message++) Wait("meta:1").Should().BeNull();

        Wait("meta:1").Should().Be(_clock.Now.AddSeconds(6));
    }

    [Fact]
    public void After_a_burst_one_message_goes_every_six_seconds()
    {
        Spend("meta:1");
        for (var message = 0; message < 5; message++)
        {
            Wait("meta:1").Should().NotBeNull();
            _clock.Advance(TimeSpan.FromSeconds(6));
            Wait("meta:1").Should().BeNull();
        }
    }

    [Fact]
    public void A_message_that_has_to_wait_takes_nothing_out_of_the_bucket()
    {
        Spend("meta:1");
        for (var tries = 0; tries < 10; tries++) Wait("meta:1").Should().Be(_clock.Now.AddSeconds(6));
    }

    [Fact]
    public void The_whole_burst_is_there_again_after_four_and_a_half_minutes()
    {
        Spend("meta:1");
        _clock.Advance(TimeSpan.FromSeconds(6 * Pacing.Burst));

        for (var message = 0; message < Pacing.Burst; message++) Wait("meta:1").Should().BeNull();
        Wait("meta:1").Should().NotBeNull();
    }

    [Fact]
    public void Each_person_has_a_pace_of_their_own()
    {
        Spend("meta:1");

        Wait("meta:2").Should().BeNull();
    }

    [Fact]
    public void A_paused_channel_holds_everybody_on_it_and_nobody_else_until_then()
    {
        var until = _clock.Now.AddMinutes(1);
        _pacing.Pause("meta", until);

        Wait("meta:1").Should().Be(until);
        Wait("gupshup:1").Should().BeNull();
        _clock.Advance(TimeSpan.FromMinutes(1));
        Wait("meta:1").Should().BeNull();
    }

    [Fact]
    public void A_wall_clock_that_goes_back_holds_a_person_until_it_is_there_again()
    {
        Wait("meta:1").Should().BeNull();
        _clock.Set(TimeSpan.FromHours(-1));

        Wait("meta:1").Should().NotBeNull("the bucket was filled by a later time");
        _clock.Advance(TimeSpan.FromHours(1));
        Wait("meta:1").Should().BeNull();
    }

    [Fact]
    public void More_people_than_are_remembered_are_still_sent_to()
    {
        for (var person = 0; person < 50_001; person++) Wait($"meta:{person}").Should().BeNull();
    }

    private void Spend(string conversation)
    {
        for (var message = 0; message < Pacing.Burst; message++) Wait(conversation);
    }

    private DateTimeOffset? Wait(string conversation) => _pacing.Wait(conversation.Split(':')[0], conversation, _clock.Now);
}
