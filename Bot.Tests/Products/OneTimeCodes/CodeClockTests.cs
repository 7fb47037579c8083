using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;

namespace Bot.Tests.Products.OneTimeCodes;

/// <summary>One-time codes while the wall clock is moved against the monotonic clock, and set right again.</summary>
public sealed class CodeClockTests
{
    [Fact]
    public async Task A_code_lives_no_longer_because_the_clock_was_set_back()
    {
        var clock = new ManualClock();
        var codes = new CodeIssuer(clock);
        var code = await codes.IssueAsync();

        clock.Advance(TimeSpan.FromMinutes(8));
        clock.Set(TimeSpan.FromMinutes(-5));
        clock.Advance(TimeSpan.FromMinutes(1));
        (await codes.VerifyAsync("wrong")).Should().BeOfType<VerifyResult.Wrong>("it has a minute left");
        clock.Advance(TimeSpan.FromMinutes(1));

        (await codes.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_that_ended_stays_ended_when_the_clock_goes_back(bool restarted)
    {
        var clock = new ManualClock();
        var codes = new CodeIssuer(clock);
        var code = await codes.IssueAsync();
        clock.Advance(TimeSpan.FromMinutes(11));
        if (restarted) codes = codes.Restarted();
        (await codes.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();

        clock.Set(TimeSpan.FromMinutes(-8));

        (await codes.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();
    }

    [Fact]
    public async Task A_code_that_was_found_expired_by_a_jump_ahead_does_not_come_back_to_life()
    {
        var clock = new ManualClock();
        var codes = new CodeIssuer(clock);
        var code = await codes.IssueAsync();

        clock.Set(TimeSpan.FromHours(1));
        (await codes.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();
        clock.Set(TimeSpan.FromHours(-1));

        (await codes.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>();
        (await codes.SendAsync(resend: false)).Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public async Task A_jump_ahead_that_is_taken_back_before_anybody_asks_costs_nobody_a_code()
    {
        var clock = new ManualClock();
        var codes = new CodeIssuer(clock);
        var code = await codes.IssueAsync();

        clock.Set(TimeSpan.FromHours(1));
        clock.Set(TimeSpan.FromHours(-1));

        (await codes.VerifyAsync(code)).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task A_clock_set_back_by_hours_ends_the_codes_that_are_out_and_keeps_nobody_from_a_new_one()
    {
        var clock = new ManualClock();
        var codes = new CodeIssuer(clock);
        var code = await codes.IssueAsync();
        clock.Set(TimeSpan.FromHours(-5));
        codes = codes.Restarted();

        (await codes.VerifyAsync(code)).Should().BeOfType<VerifyResult.NotFound>("nobody can tell how long it has been out");
        (await codes.SendAsync(resend: true)).Should().BeOfType<IssueResult.TooSoon>().Which.Wait.Should().BeLessThanOrEqualTo(CodeIssuer.Policy.ResendAfter, "the limits hold on, as of now");
        clock.Advance(CodeIssuer.Policy.ResendAfter);
        (await codes.SendAsync(resend: true)).Should().BeOfType<IssueResult.Issued>();
    }

    /// <summary>One process's codes for one number, on records that outlive it.</summary>
    private sealed class CodeIssuer(TimeProvider clock, MemoryRecords? records = null)
    {
        public static readonly CodePolicy Policy = new(6, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), SendsPerHour: 5);

        private const string Mobile = "+919876543210";

        private readonly MemoryRecords _records = records ?? new(clock);
        private OneTimeCodeService? _codes;
        private string _code = "";
        private int _calls;

        private OneTimeCodeService Codes => _codes ??= new("login", Policy, _records, new TestSecrets(), clock);

        /// <summary>The next process.</summary>
        public CodeIssuer Restarted() => new(clock, _records);

        public async Task<string> IssueAsync()
        {
            (await SendAsync(resend: false)).Should().BeOfType<IssueResult.Issued>();
            return _code;
        }

        public Task<IssueResult> SendAsync(bool resend) => Codes.IssueAsync(Mobile, $"call{++_calls}", resend, code =>
        {
            _code = code;
            return Task.FromResult(true);
        }, default);

        public Task<VerifyResult> VerifyAsync(string code) => Codes.VerifyAsync(Mobile, code, default);
    }
}
