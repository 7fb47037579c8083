using System.Collections.Concurrent;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Products.Leads;
using Bot.Tests.Support;

namespace Bot.Tests.Products.Leads;

public sealed class LeadServiceTests
{
    private static readonly LeadApplication John = new("HL", 5_000_000m, 20, "ABCDE1234F", "John", "Doe", "Male", "+919876543210", "john.doe@example.com", new(1990, 6, 15), "400001");
    private static readonly LeadOrigin Crm = new("crm");

    private readonly ManualClock _clock = new();
    private readonly MemoryRecords _records;
    private readonly FakeLender _lender = new();
    private readonly FakeNotices _notices = new();
    private readonly ConcurrentQueue<DeadLetter> _letters = new();
    private readonly RecordingObserver _observer = new();
    private readonly LeadService _service;

    public LeadServiceTests()
    {
        _records = new(_clock);
        _service = Service("host-1");
    }

    [Fact]
    public async Task A_lead_is_created_recorded_and_announced()
    {
        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created("APP1"));

        var lead = JsonDocument.Parse(_records.All("lead").Single().Body).RootElement;
        lead.GetProperty("basic_application_id").GetString().Should().Be("APP1");
        lead.GetProperty("pan_number").GetString().Should().Be("ABCDE1234F");
        lead.GetProperty("loan_amount").GetDecimal().Should().Be(5_000_000m);
        lead.GetProperty("dob").GetString().Should().Be("1990-06-15");
        lead.GetProperty("status").GetString().Should().Be("created");
        lead.GetProperty("basic_api_response").GetString().Should().Be("""{"result":{}}""");
        _notices.Created.Should().ContainSingle().Which.Should().Be(("John Doe", "APP1"));
        Guid.Parse(_lender.Ids.Single()).Version.Should().Be(8);
    }

    [Fact]
    public async Task The_intent_is_written_before_the_lender_is_asked()
    {
        _records.Before = changes => { if (changes.Any(change => change.Kind == "leadIntent")) throw new IOException("no disk"); };

        await FluentActions.Awaiting(() => _service.CreateAsync(John, Crm, default)).Should().ThrowAsync<IOException>();

        _lender.Asked.Should().Be(0);
    }

    [Fact]
    public async Task The_same_lead_again_is_the_same_lead_for_24_hours()
    {
        await _service.CreateAsync(John, Crm, default);
        _clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await _service.CreateAsync(John with { Amount = 5_000_000.00m }, new("another caller"), default)).Should().Be(new LeadOutcome.Created("APP1"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created("APP2"));
        _lender.Ids.Distinct().Should().HaveCount(2);
    }

    [Fact]
    public async Task Twenty_same_leads_at_once_are_one_lead()
    {
        var gate = new TaskCompletionSource();
        _lender.Gate = gate.Task;
        var all = Enumerable.Range(0, 20).Select(_ => _service.CreateAsync(John, Crm, default)).ToArray();
        gate.SetResult();

        (await Task.WhenAll(all)).Should().AllBeEquivalentTo(new LeadOutcome.Created("APP1"));
        _lender.Asked.Should().Be(1);
        _notices.Created.Should().ContainSingle();
    }

    [Fact]
    public async Task Another_host_that_is_at_the_same_lead_is_waited_for_and_taken_over_when_it_is_dead()
    {
        var gate = new TaskCompletionSource();
        _lender.Gate = gate.Task;
        var first = _service.CreateAsync(John, Crm, default);
        await Eventually.Holds(() => _records.All("leadIntent").Count == 1);

        var other = Service("host-2");
        (await other.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.InProgress(TimeSpan.FromSeconds(60)));
        _clock.Advance(TimeSpan.FromSeconds(60));
        var second = other.CreateAsync(John, Crm, default);
        gate.SetResult();

        (await second).Should().Be(new LeadOutcome.Created("APP1"));
        (await first).Should().Be(new LeadOutcome.Created("APP1"));
        _lender.Created.Should().Be(1);
        _records.All("lead").Should().ContainSingle();
    }

    [Fact]
    public async Task A_declined_lead_may_be_tried_anew_under_a_new_id()
    {
        _lender.Declines("no");
        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Declined("no"));
        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created("APP1"));
        _lender.Ids.Distinct().Should().HaveCount(2);
    }

    [Fact]
    public async Task A_lender_that_is_down_may_be_tried_anew_under_the_same_id()
    {
        _lender.IsDown();
        (await _service.CreateAsync(John, Crm, default)).Should().BeOfType<LeadOutcome.Unavailable>();
        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created("APP1"));
        _lender.Ids.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_lost_answer_is_found_out_by_asking_again_under_the_same_id()
    {
        _lender.LosesItsAnswer();

        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created("APP1"));

        _lender.Created.Should().Be(1);
        _lender.Asked.Should().Be(2);
    }

    [Fact]
    public async Task A_lender_that_goes_down_after_a_lost_answer_proves_nothing()
    {
        _lender.LosesItsAnswer().IsDown();
        (await _service.CreateAsync(John, Crm, default)).Should().BeOfType<LeadOutcome.Lost>();

        _lender.IsDown();
        (await _service.CreateAsync(John, Crm, default)).Should().BeOfType<LeadOutcome.Lost>();

        (await _service.RecoverIntentsAsync(TimeSpan.Zero, default)).Should().Be(1);
        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created("APP1"));
        _lender.Created.Should().Be(1);
        _notices.Created.Should().ContainSingle();
    }

    [Fact]
    public async Task After_twelve_lost_answers_a_person_decides()
    {
        for (var i = 0; i < 24; i++) _lender.LosesTheRequest();
        for (var i = 0; i < 11; i++) (await _service.CreateAsync(John, Crm, default)).Should().BeOfType<LeadOutcome.Lost>();

        (await _service.CreateAsync(John, Crm, default)).Should().BeOfType<LeadOutcome.Undecided>();
        _letters.Should().ContainSingle();
    }

    [Fact]
    public async Task A_lost_answer_of_a_lender_that_cannot_be_asked_again_is_left_to_a_person_and_never_repeated()
    {
        _lender.SameIdIsSameLead = false;
        _lender.LosesItsAnswer();
        (await _service.CreateAsync(John, Crm, default)).Should().BeOfType<LeadOutcome.Undecided>();
        (await _service.CreateAsync(John, Crm, default)).Should().BeOfType<LeadOutcome.Undecided>();
        _clock.Advance(TimeSpan.FromDays(3));
        (await _service.CreateAsync(John, Crm, default)).Should().BeOfType<LeadOutcome.Undecided>();

        _lender.Asked.Should().Be(1);
        var letter = _letters.Should().ContainSingle().Subject;
        letter.Kind.Should().Be("decision");
        (letter.Reason + letter.Detail).Should().NotContainAny("9876543210", "ABCDE1234F", "John");
    }

    [Theory]
    [InlineData("APP77", "APP77")]
    [InlineData("", "APP2")]
    public async Task A_person_decides_whether_the_lead_exists(string applicationId, string then)
    {
        _lender.SameIdIsSameLead = false;
        _lender.LosesItsAnswer();
        await _service.CreateAsync(John, Crm, default);
        var key = _letters.Single().Detail.Split(' ')[1].TrimEnd(',');

        (await _service.DecideAsync(key, applicationId, default)).Should().BeTrue();
        (await _service.DecideAsync(key, applicationId, default)).Should().BeFalse();

        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created(then));
    }

    [Fact]
    public async Task A_database_failure_after_the_call_loses_nothing()
    {
        _records.Before = changes => { if (changes.Any(change => change.Kind == "lead")) throw new IOException("no disk"); };
        await FluentActions.Awaiting(() => _service.CreateAsync(John, Crm, default)).Should().ThrowAsync<IOException>();
        _records.All("lead").Should().BeEmpty();
        _lender.Created.Should().Be(1);

        _records.Before = null;
        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created("APP1"));
        _lender.Created.Should().Be(1);
    }

    [Fact]
    public async Task A_database_failure_after_the_call_is_mended_by_the_recovery_of_another_process()
    {
        _records.Before = changes => { if (changes.Any(change => change.Kind == "lead")) throw new IOException("no disk"); };
        await FluentActions.Awaiting(() => _service.CreateAsync(John, Crm, default)).Should().ThrowAsync<IOException>();
        _records.Before = null;

        var restarted = Service("host-2");
        (await restarted.RecoverIntentsAsync(TimeSpan.FromSeconds(60), default)).Should().Be(0);
        _clock.Advance(TimeSpan.FromSeconds(60));
        (await restarted.RecoverIntentsAsync(TimeSpan.FromSeconds(60), default)).Should().Be(1);

        _records.All("lead").Should().ContainSingle();
        _lender.Created.Should().Be(1);
        (await restarted.RecoverIntentsAsync(TimeSpan.Zero, default)).Should().Be(0);
    }

    [Fact]
    public async Task A_message_that_cannot_be_left_fails_no_lead_and_is_left_later()
    {
        _notices.Broken = new IOException("no outbox");
        (await _service.CreateAsync(John, Crm, default)).Should().Be(new LeadOutcome.Created("APP1"));
        _observer.Troubles.Should().ContainSingle();

        _notices.Broken = null;
        await _service.RecoverIntentsAsync(TimeSpan.Zero, default);
        await _service.RecoverIntentsAsync(TimeSpan.Zero, default);
        _notices.Created.Should().ContainSingle();
    }

    [Fact]
    public async Task A_key_of_the_callers_own_names_the_request()
    {
        var origin = new LeadOrigin("crm", "order-1");
        (await _service.CreateAsync(John, origin, default)).Should().Be(new LeadOutcome.Created("APP1"));
        (await _service.CreateAsync(John, origin, default)).Should().Be(new LeadOutcome.Created("APP1"));
        (await _service.CreateAsync(John with { Amount = 1 }, origin, default)).Should().BeOfType<LeadOutcome.KeyReused>();
        (await _service.CreateAsync(John, new("crm", "order-2"), default)).Should().Be(new LeadOutcome.Created("APP2"));
        (await _service.CreateAsync(John, new("web", "order-1"), default)).Should().Be(new LeadOutcome.Created("APP3"));
    }

    [Fact]
    public async Task A_mobile_number_is_found_by_its_hash_alone()
    {
        await _service.CreateAsync(John, Crm, default);
        var secrets = new TestSecrets();

        (await _records.LookUpAsync("lead", "mobile", secrets.Hash("lead.mobile", "+919876543210"), 1, default)).Should().ContainSingle();
        (await _records.LookUpAsync("lead", "pan", secrets.Hash("lead.pan", "ABCDE1234F"), 1, default)).Should().ContainSingle();
        (await _records.LookUpAsync("lead", "email", secrets.Hash("lead.email", "john.doe@example.com"), 1, default)).Should().ContainSingle();
        (await _records.LookUpAsync("lead", "mobile", "+919876543210", 1, default)).Should().BeEmpty();
    }

    private LeadService Service(string owner) =>
        new(_lender, _records, new TestSecrets(), _notices, (letter, _) => { _letters.Enqueue(letter); return Task.CompletedTask; }, new() { Owner = owner },
            _clock, _observer);

    private sealed class FakeNotices : ILeadNotices
    {
        public ConcurrentQueue<(string Name, string ApplicationId)> Created { get; } = new();

        public Exception? Broken { get; set; }

        public Task CreatedAsync(Lead lead, string reference, CancellationToken cancel)
        {
            if (Broken is not null) throw Broken;
            Created.Enqueue((lead.Name, lead.ApplicationId));
            return Task.CompletedTask;
        }

        public Task StatusAsync(Lead lead, string status, string reference, CancellationToken cancel) => Task.CompletedTask;
    }
}
