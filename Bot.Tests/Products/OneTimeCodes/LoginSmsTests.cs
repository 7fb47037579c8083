using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;

namespace Bot.Tests.Products.OneTimeCodes;

/// <summary>Login codes leave after the person was answered, and for a number that is no agent's everything is the same but the SMS.</summary>
public sealed class LoginSmsTests
{
    private const string Mobile = "+919876543210";

    private readonly ManualClock _clock = new();
    private readonly ToldSms _sms = new();

    [Fact]
    public async Task Whose_number_is_an_agents_shows_in_no_outcome_no_write_and_no_wait_for_the_gateway()
    {
        await using var bot = new ProductContainer(services => services.AddOneTimeCodes());

        var agent = await bot.CallAsync("loginCode.send", ("mobile", Mobile), ("withhold", ""));
        bot.Clock.Advance(TimeSpan.FromSeconds(31));
        var stranger = await bot.CallAsync("loginCode.send", ("mobile", "+919876543211"), ("withhold", "yes"));

        (agent.Outcome, stranger.Outcome).Should().Be(("sent", "sent"));
        bot.Sms.Texts.Should().BeEmpty("the gateway is asked by the outbox, later");
        bot.Outbox.Posted.Select(entry => entry.Conversation).Should().Equal("sms:+919876543210", "sms:+919876543211");
        var channel = bot.All<IChannel>().Single();
        foreach (var entry in bot.Outbox.Posted)
            (await channel.SendAsync(entry.Facts.Address, entry.Messages.Single().Message, "row-1", default)).Should().BeOfType<SendAccepted>();
        bot.Sms.Texts.Should().ContainSingle();
    }

    [Fact]
    public async Task Past_the_days_limit_an_agent_and_a_stranger_hear_the_same_and_strangers_use_none_of_it()
    {
        await using var bot = new ProductContainer(services => services.AddOneTimeCodes(options => options.SmsDayLimit = 1));

        (await bot.CallAsync("loginCode.send", ("mobile", "+919876543211"), ("withhold", "yes"))).Outcome.Should().Be("sent");
        (await bot.CallAsync("loginCode.send", ("mobile", Mobile))).Outcome.Should().Be("sent");
        bot.Clock.Advance(TimeSpan.FromSeconds(31));

        (await bot.CallAsync("loginCode.send", ("mobile", Mobile))).Outcome.Should().Be("unavailable");
        (await bot.CallAsync("loginCode.send", ("mobile", "+919876543212"), ("withhold", "yes"))).Outcome.Should().Be("unavailable");
    }

    [Theory]
    [InlineData(SmsResult.Sent, null)]
    [InlineData(SmsResult.Unknown, null)]
    [InlineData(SmsResult.Unavailable, FailureAction.Retry)]
    [InlineData(SmsResult.Refused, FailureAction.GiveUp)]
    public async Task A_gateway_that_cannot_be_reached_is_tried_again_and_a_lost_answer_is_not(SmsResult answer, FailureAction? then)
    {
        _sms.Answer = answer;

        ((await SendAsync(TimeSpan.Zero)) as SendRefused)?.Failure.Action.Should().Be(then);
        _sms.Texts.Should().Equal("use 4821 to log in");
    }

    [Fact]
    public async Task A_code_that_is_not_right_any_more_is_not_sent()
    {
        (await SendAsync(TimeSpan.FromMinutes(5))).Should().BeOfType<SendRefused>().Which.Failure.Action.Should().Be(FailureAction.GiveUp);

        _sms.Texts.Should().BeEmpty();
    }

    [Fact]
    public async Task The_digits_of_a_code_are_a_setting_and_the_question_follows()
    {
        await using var bot = new ProductContainer(services => services.AddOneTimeCodes(options => options.LoginDigits = 6));

        await bot.CallAsync("loginCode.send", ("mobile", Mobile));

        var code = ((TemplateMessage)bot.Outbox.Posted.Single().Messages.Single().Message).Parameters[0];
        code.Should().HaveLength(6);
        var type = bot.All<InputType>().Single(type => type.Name == "loginCode");
        type.Read(code, bot.Clock.Now).Should().BeOfType<Accepted>();
        type.Read(code[..4], bot.Clock.Now).Should().BeOfType<Rejected>();
        type.MessageArguments.Select(argument => (argument.Key, argument.Value.Text)).Should().Equal(("example", "482913"), ("digits", "6"));
        (await bot.CallAsync("loginCode.verify", ("mobile", Mobile), ("code", code))).Outcome.Should().Be("verified");
    }

    private Task<SendResult> SendAsync(TimeSpan later)
    {
        var entry = LoginSmsChannel.To(Mobile, "call-1", "4821", _clock.Now.AddMinutes(5), isWithheld: false, _clock.Now);
        _clock.Advance(later);
        return new LoginSmsChannel(_sms, "use {code} to log in", _clock).SendAsync(Mobile, entry.Messages.Single().Message, "row-1", default);
    }

    private sealed class ToldSms : ISmsGateway
    {
        public SmsResult Answer { get; set; }

        public List<string> Texts { get; } = [];

        public Task<SmsResult> SendAsync(string mobile, string text, CancellationToken cancel)
        {
            Texts.Add(text);
            return Task.FromResult(Answer);
        }
    }
}
