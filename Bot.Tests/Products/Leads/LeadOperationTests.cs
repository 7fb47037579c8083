using System.Collections.Immutable;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Host.Api.Homi;
using Bot.Products.Consents;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;

namespace Bot.Tests.Products.Leads;

public sealed class LeadOperationTests
{
    private readonly ManualClock _clock = new();
    private readonly MemoryRecords _records;
    private readonly FakeLender _lender = new();
    private readonly FakeOutboxWriter _outboxWriter = new();
    private readonly RecordingObserver _observer = new();
    private readonly OneTimeCodeService _codes;
    private readonly CodeMessages _messages;
    private readonly LeadNotices _notices;
    private readonly TestSecrets _secrets = new();

    public LeadOperationTests()
    {
        _records = new(_clock);
        _codes = new(CodePurpose.Lead, new OneTimeCodeOptions().WhatsAppPolicy, _records, _secrets, _clock);
        _messages = new(new("otp-id", "HomiAi"), _outboxWriter, _clock);
        _notices = new(new("created-id", "Homi"), new("status-id", "Homi"), _outboxWriter, _clock);
    }

    [Fact]
    public async Task A_code_is_sent_and_verified()
    {
        (await Run(new SendLeadCode(_codes, _messages), ("mobile", "+919876543210"))).Outcome.Should().Be("sent");
        var code = ((TemplateMessage)((NewMessage)_outboxWriter.Sent.Single().Messages.Single()).Message).Parameters.Single();

        var wrong = await Run(new VerifyLeadCode(_codes), ("mobile", "+919876543210"), ("code", "000000"));
        wrong.Outcome.Should().Be("wrong");
        wrong.Result.Field("triesLeft")!.Text.Should().Be("4");
        (await Run(new VerifyLeadCode(_codes), ("mobile", "+919876543210"), ("code", code))).Outcome.Should().Be("verified");
        (await Run(new VerifyLeadCode(_codes), ("mobile", "+919876543210"), ("code", code))).Outcome.Should().Be("expired");
    }

    [Fact]
    public async Task A_code_is_used_up_by_the_turn_that_hears_of_it_and_not_before()
    {
        await Run(new SendLeadCode(_codes, _messages), ("mobile", "+919876543210"));
        var code = ((TemplateMessage)((NewMessage)_outboxWriter.Sent.Single().Messages.Single()).Message).Parameters.Single();
        var call = Call("leads.verifyCode", "call-1", ("mobile", "+919876543210"), ("code", code));

        var unheard = await new VerifyLeadCode(_codes).RunAsync(call, default);
        var again = await new VerifyLeadCode(_codes).RunAsync(call, default);

        (unheard.Outcome, again.Outcome).Should().Be(("verified", "verified"), "the process died before the first was heard");
        (await _records.ChangeAsync(again.Changes, default)).Should().BeTrue();
        (await _records.ChangeAsync(unheard.Changes, default)).Should().BeFalse("a code is verified once");
    }

    [Fact]
    public async Task A_call_that_is_made_again_sends_the_same_code()
    {
        var call = Call("leads.sendCode", "call-1", ("mobile", "+919876543210"));
        _outboxWriter.Broken = new InvalidOperationException("the process died");
        await FluentActions.Awaiting(() => _codes.IssueAsync("+919876543210", "call-1", resend: true, code => throw new InvalidOperationException(code), default)).Should()
            .ThrowAsync<InvalidOperationException>().WithMessage("100001");
        _outboxWriter.Broken = null;
        await new SendLeadCode(_codes, _messages).RunAsync(call, default);
        ((TemplateMessage)((NewMessage)_outboxWriter.Sent.Single().Messages.Single()).Message).Parameters.Should().Equal("100001");
    }

    [Fact]
    public async Task A_second_code_waits_and_a_sixth_waits_longer()
    {
        var send = new SendLeadCode(_codes, _messages);
        await Run(send, ("mobile", "+919876543210"));
        var soon = await Run(send, ("mobile", "+919876543210"));
        soon.Outcome.Should().Be("tooSoon");
        soon.Result.Field("seconds")!.Text.Should().Be("30");

        for (var i = 0; i < 4; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            (await Run(send, ("mobile", "+919876543210"))).Outcome.Should().Be("sent");
        }
        _clock.Advance(TimeSpan.FromMinutes(1));
        var many = await Run(send, ("mobile", "+919876543210"));
        many.Outcome.Should().Be("tooMany");
        many.Result.Field("minutes")!.Text.Should().Be("55");
    }

    [Fact]
    public async Task A_refused_message_is_unavailable_and_leaves_no_code()
    {
        _outboxWriter.Answers(new SendRefused(new("1002", "not on WhatsApp", FailureAction.GiveUp)));
        (await Run(new SendLeadCode(_codes, _messages), ("mobile", "+919876543210"))).Outcome.Should().Be("unavailable");
        (await Run(new SendLeadCode(_codes, _messages), ("mobile", "+919876543210"))).Outcome.Should().Be("sent");
    }

    [Fact]
    public async Task A_code_that_went_out_before_a_crash_is_not_sent_again()
    {
        var send = new SendLeadCode(_codes, _messages);
        (await send.RecoverAsync(Call("leads.sendCode", "call", ("mobile", "+919876543210")), default)).Should().BeOfType<Recovery.NotDone>();
        await send.RunAsync(Call("leads.sendCode", "call", ("mobile", "+919876543210")), default);
        (await send.RecoverAsync(Call("leads.sendCode", "call", ("mobile", "+919876543210")), default)).Should().BeOfType<Recovery.Done>();
    }

    [Theory]
    [InlineData("+919812345678", "own")]
    [InlineData("+919876543210", "other")]
    public async Task A_chats_own_number_is_known(string mobile, string outcome) => (await Run(new IsOwnNumber(), ("mobile", mobile))).Outcome.Should().Be(outcome);

    [Theory]
    [InlineData("+919876543211", "+919876543211", "own")]
    [InlineData("+919876543212", "+919876543211", "other")]
    [InlineData("+919876543212", "no number", "other")]
    public async Task A_number_that_was_shared_is_known_and_proves_no_other(string mobile, string shared, string outcome) =>
        (await Run(new IsOwnNumber(), ("mobile", mobile), ("shared", shared))).Outcome.Should().Be(outcome);

    [Fact]
    public async Task A_lead_is_created_from_a_chat()
    {
        await ConsentAsync();
        var result = await Run(new CreateLead(Service(), Consents, _clock), Lead);

        result.Outcome.Should().Be("created");
        result.Result.Field("applicationId")!.Text.Should().Be("APP1");
        var notice = new TemplateMessage("created-id", "en", ["John Doe", "APP1"], "Homi");
        _outboxWriter.Posted.Single().Messages.Single().Should().BeEquivalentTo(new NewMessage("lead." + _lender.Ids.Single(), notice) { Flow = "lead-notice" });
    }

    [Theory]
    [InlineData(null, "+919876543210")]
    [InlineData(ConsentAnswer.Refused, "+919876543210")]
    [InlineData(ConsentAnswer.Given, "+919800000001")]
    public async Task Without_the_consent_of_the_same_number_the_lender_is_not_asked(ConsentAnswer? answer, string mobile)
    {
        if (answer is { } given) await ConsentAsync(given, mobile);

        var result = await Run(new CreateLead(Service(), Consents, _clock), Lead);

        (result.Outcome, _lender.Asked).Should().Be(("declined", 0));
        _records.All("leadIntent").Should().BeEmpty();
    }

    [Fact]
    public async Task A_lead_of_an_earlier_build_that_was_begun_is_recovered_without_a_consent()
    {
        await ConsentAsync();
        var call = Call("leads.create", "call", Lead);
        _lender.LosesItsAnswer().IsDown();
        await FluentActions.Awaiting(() => new CreateLead(Service(), Consents, _clock).RunAsync(call, default)).Should().ThrowAsync<AnswerLostException>();

        var earlier = Call("leads.create", "call", [.. Lead.Where(argument => argument.Item1 != "consent")]);
        ((Recovery.Done)await new CreateLead(Service(), Consents, _clock).RecoverAsync(earlier, default)).Result.Outcome.Should().Be("created");
    }

    [Fact]
    public async Task A_chats_lead_that_nobody_began_is_not_done()
    {
        (await new CreateLead(Service(), Consents, _clock).RecoverAsync(Call("leads.create", "call", Lead), default)).Should().BeOfType<Recovery.NotDone>();
    }

    [Fact]
    public async Task A_chats_lead_whose_answer_was_lost_is_recovered_once_and_for_all()
    {
        await ConsentAsync();
        var create = new CreateLead(Service(), Consents, _clock);
        var call = Call("leads.create", "call", Lead);
        _lender.LosesItsAnswer().IsDown();
        await FluentActions.Awaiting(() => create.RunAsync(call, default)).Should().ThrowAsync<AnswerLostException>();
        _lender.IsDown();
        (await create.RecoverAsync(call, default)).Should().BeOfType<Recovery.AskLater>();

        ((Recovery.Done)await create.RecoverAsync(call, default)).Result.Outcome.Should().Be("created");
        _lender.Created.Should().Be(1);
    }

    [Fact]
    public async Task A_chats_lead_that_was_declined_before_a_crash_is_not_asked_for_again()
    {
        await ConsentAsync();
        var create = new CreateLead(Service(), Consents, _clock);
        _lender.Declines("The lender says no.");
        await Run(create, Lead);

        var recovered = (Recovery.Done)await create.RecoverAsync(Call("leads.create", "call", Lead), default);
        recovered.Result.Result.Field("reason")!.Text.Should().Be("The lender says no.");
        _lender.Asked.Should().Be(1);

        _clock.Advance(TimeSpan.FromMinutes(1));
        (await create.RecoverAsync(Call("leads.create", "later call", Lead), default)).Should().BeOfType<Recovery.NotDone>();
    }

    [Fact]
    public async Task A_status_is_found_by_number_and_written_back()
    {
        await ConsentAsync();
        await Run(new CreateLead(Service(), Consents, _clock), Lead);
        var ask = new AskLeadStatus(new(_lender, _records, _secrets, _notices, _clock, _observer));

        var found = await Run(ask, ("mobile", "+919876543210"));
        found.Outcome.Should().Be("found");
        found.Result.Field("status")!.Text.Should().Be("Under Review");
        _records.All("lead").Single().Body.Should().Contain("\"status\":\"Under Review\"");
        (await Run(ask, ("applicationId", "APP9"))).Outcome.Should().Be("notFound");
        (await Run(ask)).Outcome.Should().Be("notFound");
        _lender.Progress = new LeadProgress.Unavailable("down");
        (await Run(ask, ("applicationId", "APP1"))).Outcome.Should().Be("unavailable");
    }

    private static (string, string)[] Lead =>
    [
        ("loanType", "HL"), ("amount", "5000000"), ("tenure", "20"), ("firstName", "John"), ("lastName", "Doe"), ("pan", "ABCDE1234F"),
        ("email", "john.doe@example.com"), ("dob", "1990-06-15"), ("pinCode", "400001"), ("mobile", "+919876543210"), ("consent", "consent-1"),
    ];

    private ConsentRepository Consents => new(_records, _secrets);

    private Task ConsentAsync(ConsentAnswer answer = ConsentAnswer.Given, string mobile = "+919876543210") => Consents.KeepAsync(new()
    {
        Id = "consent-1", MobileNumber = mobile, Lender = "Basic Home Loan", Purpose = "loan", Answer = answer, Language = "en", Version = "v1",
        Source = "meta", AnsweredAt = _clock.Now, CreatedAt = _clock.Now,
    }, default);

    private LeadService Service() => new(_lender, _records, _secrets, _notices, (_, _) => Task.CompletedTask, new() { Owner = "host" }, _clock, _observer);

    /// <summary>Runs it, and writes what it changes as the turn that hears its outcome would.</summary>
    private async Task<CallResult> Run(Operation operation, params (string Name, string Value)[] arguments)
    {
        var result = await operation.RunAsync(Call(operation.Contract.Name, $"call-{_clock.Now.Ticks}-{Guid.NewGuid()}", arguments), default);
        if (!result.Changes.IsDefaultOrEmpty) (await _records.ChangeAsync(result.Changes, default)).Should().BeTrue();
        return result;
    }

    private Call Call(string operation, string id, params (string Name, string Value)[] arguments)
    {
        var slots = arguments.Aggregate(Slots.Empty, (all, argument) => all.With(argument.Name, Value.Of(argument.Value)));
        return new(id, operation, slots, new("meta:919812345678", "meta", "919812345678", _clock.Now, "en"));
    }
}
