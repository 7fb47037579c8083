using Bot.Engine.Abstractions;
using Bot.Products.OneTimeCodes;
using Bot.Storage.Sqlite;
using Bot.Tests.Storage;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Products.OneTimeCodes;

public sealed class OneTimeCodeServicesTests
{
    private const string Mobile = "+919876543210";

    [Fact]
    public async Task An_agent_gets_a_login_code_by_sms_and_opens_the_bot_with_it()
    {
        await using var bot = new ProductContainer(services => services.AddOneTimeCodes());

        (await bot.CallAsync("loginCode.send", ("mobile", Mobile))).Outcome.Should().Be("sent");
        var sms = bot.Outbox.Posted.Should().ContainSingle().Which;
        await bot.All<IChannel>().Single().SendAsync(sms.Facts.Address, sms.Messages.Single().Message, "row-1", default);
        var code = bot.Sms.Texts.Should().ContainSingle().Which.Split(' ').First(word => word.Length == 4 && word.All(char.IsAsciiDigit));

        (await bot.CallAsync("loginCode.verify", ("mobile", Mobile), ("code", code))).Outcome.Should().Be("verified");
    }

    [Fact]
    public async Task A_code_of_the_api_leaves_as_the_template_of_the_options_and_is_no_code_of_the_lead_flow()
    {
        await using var bot = new ProductContainer(services => services.AddOneTimeCodes(options => options.Template = new("otp-id", "HomiAi")));
        var sent = "";

        var issued = await bot.Get<ApiCodes>()
            .IssueAsync("crm", Mobile, "reference", resend: false,
                async (messenger, name, code) => await messenger.SendAsync(Mobile, sent = code, name, default) is SendAccepted, default);

        issued.Should().BeOfType<IssueResult.Issued>();
        var entry = bot.Outbox.Sent.Should().ContainSingle().Which;
        (entry.Conversation, entry.Messages.Single().Id).Should().Be(("gupshup:919876543210", "otp.reference"));
        entry.Messages.Single().Message.Should().BeOfType<TemplateMessage>().Which.Should()
            .Match<TemplateMessage>(template => template.Name == "otp-id" && template.SourceName == "HomiAi" && template.Parameters.Single() == sent);
        (await bot.Keyed<OneTimeCodeService>(CodePurpose.Lead).VerifyAsync(Mobile, sent, default)).Should().BeOfType<VerifyResult.NotFound>();
        (await bot.Get<ApiCodes>().VerifyAsync("crm", Mobile, sent, default)).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task A_code_of_the_api_is_right_only_for_the_caller_who_asked_for_it()
    {
        await using var bot = new ProductContainer(services => services.AddOneTimeCodes());
        var (codes, sent) = (bot.Get<ApiCodes>(), "");
        await codes.IssueAsync("crm", Mobile, "reference", resend: false, (_, _, code) => Task.FromResult((sent = code).Length > 0), default);

        (await codes.VerifyAsync("web", Mobile, sent, default)).Should().BeOfType<VerifyResult.Wrong>();
        (await codes.VerifyAsync("crm", Mobile, sent, default)).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task Wrong_tries_of_another_caller_stop_that_caller_and_not_the_one_who_asked()
    {
        await using var bot = new ProductContainer(services => services.AddOneTimeCodes());
        var (codes, sent) = (bot.Get<ApiCodes>(), "");
        Task<IssueResult> IssueAsync(string caller) =>
            codes.IssueAsync(caller, Mobile, Guid.NewGuid().ToString("n"), resend: true, (_, _, code) => Task.FromResult((sent = code).Length > 0), default);

        await IssueAsync("crm");
        for (var tries = 0; tries < 10; tries++) (await codes.VerifyAsync("web", Mobile, "000000", default)).Should().BeOfType<VerifyResult.Wrong>();
        (await codes.VerifyAsync("web", Mobile, "000000", default)).Should().BeOfType<VerifyResult.TooMany>();
        bot.Clock.Advance(TimeSpan.FromSeconds(31));
        (await IssueAsync("web")).Should().BeOfType<IssueResult.TooMany>();

        (await codes.VerifyAsync("crm", Mobile, sent, default)).Should().BeOfType<VerifyResult.Verified>();
        bot.Clock.Advance(TimeSpan.FromSeconds(31));
        (await IssueAsync("crm")).Should().BeOfType<IssueResult.Issued>();
        bot.Clock.Advance(TimeSpan.FromHours(1));
        (await IssueAsync("web")).Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public async Task While_the_database_is_away_a_code_lives_on_this_host_and_moves_when_it_is_back()
    {
        var clock = new ManualClock();
        using var folder = new TemporaryFolder();
        using var disk = new TemporaryFolder();
        await using var local = StoreContainer.With(clock).AddSqliteStore(options => options.Path = Path.Combine(disk.Path, "spool.db")).BuildServiceProvider();
        var fallback = new AwayDatabase(local.GetRequiredService<IRecordStore>(), local.GetRequiredService<IRecordLists>());
        await using var provider = StoreContainer.With(clock)
            .AddSqliteStore(options => options.Path = Path.Combine(folder.Path, "bot.db"))
            .AddSingleton<IOutboxWriter>(new FakeOutboxWriter()).AddSingleton<IStoreFallback>(fallback).AddOneTimeCodes().BuildServiceProvider();
        var (codes, sync) = (provider.GetRequiredService<ApiCodes>(), provider.GetServices<IFallbackSync>().Single());
        var sent = "";

        await codes.IssueAsync("crm", Mobile, "reference", resend: false,
            async (messenger, name, code) => await messenger.SendAsync(Mobile, sent = code, name, default) is SendAccepted, default);

        fallback.Sent.Sent.Single().Messages.Single().Id.Should().Be("otp.here.reference");
        fallback.IsAway = false;
        (await sync.SyncAsync(default)).Should().BeTrue();
        (await provider.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Api).For("crm").VerifyAsync(Mobile, sent, default)).Should()
            .BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public void All_faults_of_the_options_come_at_once_by_the_names_that_were_set()
    {
        using var provider = new ServiceCollection()
            .AddOneTimeCodes(options =>
            {
                (options.Expiry, options.ResendAfter) = (TimeSpan.FromHours(2), TimeSpan.FromSeconds(-1));
                (options.LoginDigits, options.SmsDayLimit, options.WhatsAppDayLimit) = (3, -1, -1);
                (options.Template, options.LoginText) = (new(""), "no place for it");
            })
            .BuildServiceProvider();

        FluentActions.Invoking(() => provider.GetRequiredService<IOptions<OneTimeCodeOptions>>().Value).Should().Throw<OptionsValidationException>()
            .Which.Failures.Select(fault => fault.Split(':')[0].Split(' ')[0]).Should().Equal("OTP_EXPIRY_MINUTES", "OTP_RESEND_SECONDS", "GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID", "LOGIN_CODE_DIGITS", "OTP_SMS_DAY_LIMIT", "OTP_WHATSAPP_DAY_LIMIT", "LOGIN_CODE_TEXT");
    }

    [Theory]
    [InlineData("Use {code} now", "Use {#numeric#} now", null)]
    [InlineData("Use {code} now", "Use {#var#} now", null)]
    [InlineData("Use {code} now", "", null)]
    [InlineData("Use {code} now", "Use {#numeric#} now.", "another text")]
    [InlineData("Use {code} now", "Use it now", "has 0 variables")]
    [InlineData("Use {code} now", "{#alphanumeric#} use {#numeric#} now", "has 2 variables")]
    [InlineData("Use {code}, {code} now", "", "once")]
    public void The_wording_of_the_login_code_is_compared_with_what_is_registered(string text, string wording, string? fault)
    {
        using var provider = new ServiceCollection()
            .AddOneTimeCodes(options => (options.LoginText, options.LoginWording) = (text, wording)).BuildServiceProvider();
        var asking = FluentActions.Invoking(() => provider.GetRequiredService<IOptions<OneTimeCodeOptions>>().Value);

        if (fault is null) asking.Should().NotThrow();
        else asking.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().Contain(fault);
    }

    private sealed class AwayDatabase(IRecordStore records, IRecordLists lists) : IStoreFallback
    {
        public FakeOutboxWriter Sent { get; } = new();

        public bool IsAway { get; set; } = true;

        public IRecordStore Records => records;

        public IRecordLists RecordLists => lists;

        public IOutboxWriter Outbox => Sent;

        public void MarkAway(Exception failure) => IsAway = true;
    }
}
