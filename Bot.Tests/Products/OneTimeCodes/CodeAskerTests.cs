using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;

namespace Bot.Tests.Products.OneTimeCodes;

/// <summary>Codes that people ask for in a chat: whose they are, and what is limited over all of them.</summary>
public sealed class CodeAskerTests
{
    private const string Mobile = "+919876500001";

    private readonly ManualClock _clock = new();
    private readonly OneTimeCodeService _codes;
    private int _calls;

    public CodeAskerTests() => _codes = new(CodePurpose.Login, SendLoginCode.Policy with { Digits = 6 }, new MemoryRecords(_clock), new TestSecrets(), _clock);

    [Fact]
    public async Task A_code_is_right_only_where_it_was_asked_for_and_a_try_elsewhere_does_not_void_it()
    {
        var code = await SentAsync("owner");
        await SentAsync("stranger");

        for (var tries = 0; tries < 5; tries++) (await TryAsync("stranger", code)).Should().BeOfType<VerifyResult.Wrong>();
        (await TryAsync("another", code)).Should().BeOfType<VerifyResult.NotFound>();

        (await TryAsync("owner", code)).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task Another_askers_send_neither_ends_a_code_nor_makes_its_owner_wait()
    {
        var code = await SentAsync("owner");
        _clock.Advance(TimeSpan.FromSeconds(31));
        await SentAsync("stranger");

        (await TryAsync("owner", code)).Should().BeOfType<VerifyResult.Verified>();
        (await IssueAsync("owner")).Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public async Task An_asker_is_sent_five_codes_an_hour_over_all_numbers()
    {
        for (var number = 0; number < 5; number++) (await IssueAsync("one", $"+91987650010{number}")).Should().BeOfType<IssueResult.Issued>();

        (await IssueAsync("one", "+919876500109")).Should().BeOfType<IssueResult.TooMany>();
        (await IssueAsync("other", "+919876500109")).Should().BeOfType<IssueResult.Issued>();
        _clock.Advance(TimeSpan.FromHours(1));
        (await IssueAsync("one", "+919876500109")).Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_back_makes_no_asker_wait_longer_than_the_hour()
    {
        for (var number = 0; number < 5; number++) await IssueAsync("one", $"+91987650010{number}");

        _clock.Set(TimeSpan.FromHours(-3));

        (await IssueAsync("one", "+919876500109")).Should().Be(new IssueResult.TooMany(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task An_asker_has_ten_wrong_tries_an_hour_over_all_numbers_and_the_owner_goes_on()
    {
        for (var number = 0; number < 4; number++)
        {
            await IssueAsync("stranger", $"+91987650010{number}");
            for (var tries = 0; tries < 3; tries++) await TryAsync("stranger", "000000", $"+91987650010{number}");
        }

        (await TryAsync("stranger", "000000", "+919876500103")).Should().BeOfType<VerifyResult.TooMany>();
        (await IssueAsync("stranger")).Should().BeOfType<IssueResult.TooMany>();
        (await TryAsync("owner", await SentAsync("owner", "+919876500103"), "+919876500103")).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task A_number_is_sent_ten_codes_an_hour_over_all_askers()
    {
        for (var asker = 0; asker < 10; asker++) (await IssueAsync($"asker {asker}")).Should().BeOfType<IssueResult.Issued>();

        (await IssueAsync("one more")).Should().BeOfType<IssueResult.TooMany>();
    }

    [Fact]
    public async Task A_send_that_did_not_leave_counts_against_no_one()
    {
        for (var tries = 0; tries < 20; tries++)
            (await _codes.For("owner").IssueAsync(Mobile, $"call {++_calls}", resend: true, _ => Task.FromResult(false), default)).Should().BeOfType<IssueResult.NotSent>();

        (await IssueAsync("owner")).Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public async Task A_code_that_was_sent_before_codes_had_askers_is_right_for_each_while_it_is_out()
    {
        var policy = new CodePolicy(6, TimeSpan.FromMinutes(3), TimeSpan.Zero, SendsPerHour: 10);
        var codes = new OneTimeCodeService(CodePurpose.Api, policy, new MemoryRecords(_clock), new TestSecrets(), _clock);
        var sent = "";
        await codes.IssueAsync(Mobile, "call", resend: false, code => Task.FromResult((sent = code).Length > 0), default);

        (await codes.For("crm").VerifyAsync(Mobile, sent == "000000" ? "111111" : "000000", default)).Should().BeOfType<VerifyResult.Wrong>();
        (await codes.For("crm").VerifyAsync(Mobile, sent, default)).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task A_hundred_failures_in_a_row_disable_a_number_until_it_is_lifted_and_a_right_code_ends_the_row()
    {
        await FailAsync(99);
        (await TryAsync("owner", await SentAsync("owner"))).Should().BeOfType<VerifyResult.Verified>();
        (await _codes.EnableAsync(Mobile, default)).Should().BeFalse();

        await FailAsync(100);
        _clock.Advance(TimeSpan.FromDays(30));
        (await IssueAsync("owner")).Should().BeOfType<IssueResult.TooMany>();

        (await _codes.EnableAsync(Mobile, default)).Should().BeTrue();
        (await TryAsync("owner", await SentAsync("owner"))).Should().BeOfType<VerifyResult.Verified>();
    }

    private async Task FailAsync(int times)
    {
        for (var failed = 0; failed < times; failed++)
        {
            if (failed % 5 == 0)
            {
                _clock.Advance(TimeSpan.FromHours(1));
                await SentAsync("stranger");
            }

            (await TryAsync("stranger", "000000")).Should().BeOfType<VerifyResult.Wrong>();
        }

        _clock.Advance(TimeSpan.FromHours(1));
    }

    private async Task<string> SentAsync(string asker, string mobile = Mobile)
    {
        var sent = "";
        (await _codes.For(asker).IssueAsync(mobile, $"call {++_calls}", resend: true, code => Task.FromResult((sent = code).Length > 0), default)).Should()
            .BeOfType<IssueResult.Issued>();
        return sent;
    }

    private Task<IssueResult> IssueAsync(string asker, string mobile = Mobile) =>
        _codes.For(asker).IssueAsync(mobile, $"call {++_calls}", resend: true, _ => Task.FromResult(true), default);

    private Task<VerifyResult> TryAsync(string asker, string code, string mobile = Mobile) => _codes.For(asker).VerifyAsync(mobile, code, default);
}
