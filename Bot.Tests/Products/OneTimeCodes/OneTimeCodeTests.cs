using Bot.Products.OneTimeCodes;

namespace Bot.Tests.Products.OneTimeCodes;

public sealed class OneTimeCodeTests
{
    private static readonly CodePolicy Policy = new(6, TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(30), SendsPerHour: 5);
    private static readonly DateTimeOffset Noon = new(2026, 1, 15, 6, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_right_code_is_used_up()
    {
        var code = Sent(new(), "a", Noon);

        var (used, first) = code.Verify("a", Noon.AddSeconds(10), Policy);
        var (_, second) = used.Verify("a", Noon.AddSeconds(11), Policy);

        first.Should().BeOfType<VerifyResult.Verified>();
        second.Should().BeOfType<VerifyResult.NotFound>();
        used.VerifiedAt.Should().Be(Noon.AddSeconds(10));
    }

    [Theory]
    [InlineData(179, true)]
    [InlineData(180, false)]
    public void A_code_is_good_for_three_minutes(int seconds, bool good)
    {
        var (_, result) = Sent(new(), "a", Noon).Verify("a", Noon.AddSeconds(seconds), Policy);

        (result is VerifyResult.Verified).Should().Be(good);
    }

    [Fact]
    public void An_expired_code_is_remembered_as_expired()
    {
        var (next, _) = Sent(new(), "a", Noon).Verify("a", Noon.AddMinutes(3), Policy);

        next.Current!.State.Should().Be(CodeState.Expired);
    }

    [Fact]
    public void The_fifth_wrong_try_ends_a_code_and_the_tries_left_count_down()
    {
        var code = Sent(new(), "a", Noon);
        var left = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            (code, var result) = code.Verify("b", Noon.AddSeconds(i), Policy);
            left.Add(((VerifyResult.Wrong)result).TriesLeft);
        }

        left.Should().Equal(4, 3, 2, 1, 0);
        code.Verify("a", Noon.AddSeconds(6), Policy).Result.Should().BeOfType<VerifyResult.NotFound>();
    }

    [Fact]
    public void A_resend_does_not_reset_the_ten_tries_per_hour()
    {
        var code = Wrong(Sent(new(), "a", Noon), 5, Noon);
        code = Wrong(Sent(code, "b", Noon.AddSeconds(31), resend: true), 5, Noon.AddSeconds(32));

        code.Verify("b", Noon.AddSeconds(40), Policy).Result.Should().BeEquivalentTo(new VerifyResult.TooMany(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(40)));
        code.Issue("c", "call", Noon.AddMinutes(2), Policy, resend: true).Result.Should().BeOfType<IssueResult.TooMany>();
        code.Issue("c", "call", Noon.AddMinutes(61), Policy, resend: true).Result.Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public void A_second_send_is_refused_while_a_code_is_out() =>
        Sent(new(), "a", Noon).Issue("b", "call", Noon.AddMinutes(2), Policy, resend: false).Result.Should().BeOfType<IssueResult.AlreadyActive>();

    [Fact]
    public void A_send_waits_for_nothing_when_no_code_is_out()
    {
        var (used, _) = Sent(new(), "a", Noon).Verify("a", Noon.AddSeconds(1), Policy);

        used.Issue("b", "call", Noon.AddSeconds(2), Policy, resend: false).Result.Should().BeOfType<IssueResult.Issued>();
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void A_resend_waits_thirty_seconds(int seconds, bool goes)
    {
        var (_, result) = Sent(new(), "a", Noon).Issue("b", "call", Noon.AddSeconds(seconds), Policy, resend: true);

        (result is IssueResult.Issued).Should().Be(goes);
        if (!goes) result.Should().Be(new IssueResult.TooSoon(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void B68_a_code_that_was_right_holds_back_no_other()
    {
        var (used, _) = Sent(new(), "a", Noon).Verify("a", Noon.AddSeconds(5), Policy);

        used.Issue("b", "call", Noon.AddSeconds(6), Policy, resend: true).Result.Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public void A_resend_needs_no_send_before_it() => new OneTimeCode().Issue("a", "call", Noon, Policy, resend: true).Result.Should().BeOfType<IssueResult.Issued>();

    [Fact]
    public void The_sixth_send_within_an_hour_waits_until_the_first_is_an_hour_old()
    {
        var code = new OneTimeCode();
        for (var i = 0; i < 5; i++) code = Sent(code, "a", Noon.AddMinutes(i), resend: true);

        code.Issue("b", "call", Noon.AddMinutes(10), Policy, resend: true).Result.Should().Be(new IssueResult.TooMany(TimeSpan.FromMinutes(50)));
        code.Issue("b", "call", Noon.AddMinutes(10), Policy, resend: false).Result.Should().Be(new IssueResult.TooMany(TimeSpan.FromMinutes(50)));
        code.Issue("b", "call", Noon.AddMinutes(60), Policy, resend: true).Result.Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public void A_failed_send_leaves_no_code_behind_and_does_not_count()
    {
        var (pending, _) = new OneTimeCode().Issue("a", "call", Noon, Policy, resend: false);
        var voided = pending.Voided(1);

        voided.Sends.Should().BeEmpty();
        voided.Verify("a", Noon, Policy).Result.Should().BeOfType<VerifyResult.NotFound>();
        voided.Issue("b", "call 2", Noon, Policy, resend: false).Result.Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public void A_failed_resend_leaves_the_code_before_it_as_it_was()
    {
        var (pending, _) = Sent(new(), "a", Noon).Issue("b", "call", Noon.AddSeconds(31), Policy, resend: true);
        var voided = pending.Voided(2);

        voided.Retired.Should().ContainSingle().Which.State.Should().Be(CodeState.Void);
        voided.Verify("b", Noon.AddSeconds(40), Policy).Result.Should().BeOfType<VerifyResult.Wrong>();
        voided.Verify("a", Noon.AddSeconds(40), Policy).Result.Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public void A_code_that_a_resend_replaced_is_superseded()
    {
        var (pending, _) = Sent(new(), "a", Noon).Issue("b", "call", Noon.AddSeconds(31), Policy, resend: true);
        var active = pending.Activated(2, Noon.AddSeconds(32));

        active.Retired.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Serial = 1, State = CodeState.Superseded });
        active.Verify("a", Noon.AddSeconds(40), Policy).Result.Should().BeOfType<VerifyResult.Wrong>();
    }

    [Fact]
    public void A_code_whose_time_was_over_goes_to_the_history_as_expired()
    {
        var (pending, _) = Sent(new(), "a", Noon).Issue("b", "call", Noon.AddMinutes(4), Policy, resend: false);

        pending.Retired.Should().ContainSingle().Which.State.Should().Be(CodeState.Expired);
    }

    [Fact]
    public void A_call_that_is_made_again_after_a_crash_replaces_its_own_code_and_counts_once()
    {
        var (pending, _) = new OneTimeCode().Issue("a", "call", Noon, Policy, resend: true);
        var (again, result) = pending.Issue("b", "call", Noon.AddSeconds(5), Policy, resend: true);

        result.Should().BeOfType<IssueResult.Issued>();
        again.Sends.Should().ContainSingle();
        again.Activated(2, Noon.AddSeconds(5)).Verify("b", Noon.AddSeconds(6), Policy).Result.Should().BeOfType<VerifyResult.Verified>();
    }

    private static OneTimeCode Sent(OneTimeCode code, string hash, DateTimeOffset at, bool resend = false)
    {
        var (pending, result) = code.Issue(hash, $"call {at}", at, Policy, resend);
        return pending.Activated(((IssueResult.Issued)result).Serial, at) with { Retired = [] };
    }

    private static OneTimeCode Wrong(OneTimeCode code, int times, DateTimeOffset at)
    {
        for (var i = 0; i < times; i++) code = code.Verify("wrong", at, Policy).Next;
        return code;
    }
}
