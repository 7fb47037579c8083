using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Products.Leads;

namespace Bot.Tests.Host.Api;

public sealed class HomiLeadTests
{
    private const string Create = "/api_v1/lead_create";
    private const string Status = "/api_v1/lead_status";
    private const string ByMobile = """{"mobile_number":"9876543210"}""";

    [Fact]
    public async Task A_lead_is_created_and_the_applicant_told()
    {
        await using var host = await HomiHost.StartAsync();

        var answer = await host.PostAsync(Create, HomiHost.Lead);

        answer.Status.Should().Be(200);
        answer.Body.Should().Be("""{"basic_application_id":"APP1","message":"Lead Created Successfully."}""");
        var entry = host.Outbox.Posted.Single();
        entry.Facts.Address.Should().Be("919876543210");
        ((NewMessage)entry.Messages.Single()).Message.Should().BeEquivalentTo(new TemplateMessage("created-id", "en", ["John Doe", "APP1"], "HomiLeads"));
    }

    [Fact]
    public async Task The_same_lead_sent_again_and_twenty_times_at_once_is_one_lead()
    {
        await using var host = await HomiHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PostAsync(Create, HomiHost.Lead)));
        var later = await host.PostAsync(Create, Lead(("mobile_number", "+91 98765 43210"), ("loan_type", "HL"), ("dob", "1990-06-15")));

        answers.Append(later).Should().OnlyContain(answer => answer.Status == 200 && answer.Body.Contains("APP1"));
        host.Lender.Created.Should().Be(1);
    }

    [Fact]
    public async Task An_idempotency_key_belongs_to_one_lead()
    {
        await using var host = await HomiHost.StartAsync();

        await host.PostAsync(Create, HomiHost.Lead, ("Idempotency-Key", "a"));
        (await host.PostAsync(Create, HomiHost.Lead, ("Idempotency-Key", "a"))).Body.Should().Contain("APP1");
        (await host.PostAsync(Create, Lead(("first_name", "Jane")), ("Idempotency-Key", "a"))).ShouldBeError(422, "invalid_fields").Message.Should().Be("Idempotency-Key was used for another lead");
        (await host.PostAsync(Create, HomiHost.Lead, ("Idempotency-Key", "b"))).Body.Should().Contain("APP2");
        (await host.PostAsync(Create, HomiHost.Lead, ("Idempotency-Key", new string('k', 256)))).ShouldBeError(422, "invalid_fields");
    }

    [Fact]
    public async Task All_faults_of_a_lead_are_told_together()
    {
        await using var host = await HomiHost.StartAsync();

        var answer = (await host.PostAsync(Create, """{"loan_type":"gold","loan_amount":0,"loan_tenure":"20","pan_number":"X","first_name":"","mobile_number":"788888888","email":"x","dob":"31/02/1990","pin_code":12}""")).ShouldBeError(422, "invalid_fields");

        var errors = answer.Json.GetProperty("data").GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value.GetString());
        errors.Should().HaveCount(10).And.Contain("loan_type", "Invalid loan type").And.Contain("loan_amount", "Loan amount must be greater than 0").And.Contain("loan_tenure", "Loan tenure must be a number")
            .And.Contain("pin_code", "PIN code must be a string").And.Contain("last_name", "Last name is required").And.Contain("pan_number", "PAN number must be in format: ABCDE1234F");
        answer.Message.Should().Contain("Invalid loan type").And.Contain("Date of birth must be a real date");
        host.Lender.Asked.Should().Be(0);
        host.Records.All("leadIntent").Should().BeEmpty();
    }

    [Fact]
    public async Task A_lone_fault_is_the_message() =>
        (await (await HomiHost.StartAsync()).PostAsync(Create, Lead(("loan_type", "gold")))).ShouldBeError(422, "invalid_fields").Message.Should().Be("Invalid loan type");

    [Fact]
    public async Task A_gender_may_be_left_out_or_null()
    {
        await using var host = await HomiHost.StartAsync();

        (await host.PostAsync(Create, Lead(("gender", null)))).Status.Should().Be(200);
        host.Records.All("lead").Single().Body.Should().Contain("\"gender\":null");
    }

    [Fact]
    public async Task A_lender_that_misbehaves_is_told_in_our_words_and_the_lead_may_be_sent_again()
    {
        await using var host = await HomiHost.StartAsync();

        host.Lender.Declines("This PIN code is not served.");
        (await host.PostAsync(Create, HomiHost.Lead)).ShouldBeError(400, "lead_declined").Body.Should().Contain("This PIN code is not served.");
        host.Lender.IsDown();
        (await host.PostAsync(Create, HomiHost.Lead)).ShouldBeError(503, "lead_unavailable").RetryAfter.Should().Be(30);
        host.Lender.LosesItsAnswer().IsDown();
        (await host.PostAsync(Create, HomiHost.Lead)).ShouldBeError(502, "lead_pending").RetryAfter.Should().Be(30);
        (await host.PostAsync(Create, HomiHost.Lead)).Body.Should().Contain("APP1");
        host.Lender.Created.Should().Be(1);
    }

    [Fact]
    public async Task A_lost_answer_of_a_lender_that_cannot_be_asked_again_is_never_repeated()
    {
        await using var host = await HomiHost.StartAsync();
        host.Lender.SameIdIsSameLead = false;
        host.Lender.LosesItsAnswer();

        (await host.PostAsync(Create, HomiHost.Lead)).ShouldBeError(502, "lead_undecided");
        (await host.PostAsync(Create, HomiHost.Lead)).ShouldBeError(502, "lead_undecided");
        host.Lender.Created.Should().Be(1);
    }

    [Fact]
    public async Task A_database_failure_after_the_call_is_a_500_and_the_same_request_finds_the_lead()
    {
        await using var host = await HomiHost.StartAsync();
        host.Records.Before = changes => { if (changes.Any(change => change.Kind == "lead")) throw new IOException("disk path and secret"); };
        (await host.PostAsync(Create, HomiHost.Lead)).ShouldBeError(500, "internal").Body.Should().NotContain("disk path");
        host.Records.Before = null;

        (await host.PostAsync(Create, HomiHost.Lead)).Body.Should().Contain("APP1");
        host.Lender.Created.Should().Be(1);
    }

    [Fact]
    public async Task An_outbox_that_is_down_fails_no_lead()
    {
        await using var host = await HomiHost.StartAsync();
        host.Outbox.Broken = new IOException("no outbox");

        (await host.PostAsync(Create, HomiHost.Lead)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_status_is_found_by_number_by_id_and_by_both()
    {
        await using var host = await HomiHost.StartAsync(keys: true);
        await Keyed(host, Create, HomiHost.Lead);
        await Keyed(host, Create, Lead(("loan_amount", 10)));

        (await Keyed(host, Status, """{"mobile_number":"+91 98765 43210"}""")).Body.Should().Be("""{"status":"Under Review","message":"Your lead status is: Under Review"}""");
        await Keyed(host, Status, """{"basic_application_id":"APP1"}""");
        await Keyed(host, Status, """{"basic_application_id":"ELSEWHERE1","mobile_number":"9812345678"}""");

        host.Lender.Looked.Should().Equal(("APP2", "+919876543210"), ("APP1", "+919876543210"), ("ELSEWHERE1", "+919812345678"));
        host.Records.All("lead").Should().OnlyContain(lead => lead.Body.Contains("\"status\":\"Under Review\""));
    }

    [Fact]
    public async Task An_unknown_lead_is_a_404_with_the_tracking_page()
    {
        await using var host = await HomiHost.StartAsync();

        var answer = (await host.PostAsync(Status, ByMobile)).ShouldBeError(404, "lead_not_found");

        answer.Message.Should().Be("We couldn’t find your details. You can track your application manually at: https://www.basichomeloan.com/track-your-application");
        answer.Json.GetProperty("status").GetString().Should().Be("Not Found");
        answer.Json.GetProperty("data").GetProperty("status").GetString().Should().Be("Not Found");
        (await host.PostAsync(Status, """{"basic_application_id":"APP404"}""")).ShouldBeError(404, "lead_not_found");
        host.Lender.Progress = new LeadProgress.NotFound();
        (await host.PostAsync(Status, """{"basic_application_id":"APP404","mobile_number":"9876543210"}""")).ShouldBeError(404, "lead_not_found");
    }

    [Fact]
    public async Task A_status_cannot_be_told_while_the_lender_is_down()
    {
        await using var host = await HomiHost.StartAsync();
        host.Lender.Progress = new LeadProgress.Unavailable("down");

        (await host.PostAsync(Status, """{"basic_application_id":"APP1","mobile_number":"9876543210"}""")).ShouldBeError(503, "lead_unavailable");
    }

    [Theory]
    [InlineData("{}", 400, "no_identifier")]
    [InlineData("""{"mobile_number":"","basic_application_id":" "}""", 400, "no_identifier")]
    [InlineData("""{"mobile_number":"788888888"}""", 422, "invalid_fields")]
    [InlineData("""{"mobile_number":9876543210}""", 422, "invalid_fields")]
    [InlineData("""{"basic_application_id":"../../secrets"}""", 422, "invalid_fields")]
    public async Task A_status_needs_something_to_go_by(string body, int status, string code) =>
        (await (await HomiHost.StartAsync()).PostAsync(Status, body)).ShouldBeError(status, code);

    [Fact]
    public async Task A_key_entitles_to_the_status_message_at_most_once_a_minute()
    {
        await using var host = await HomiHost.StartAsync(keys: true);
        await Keyed(host, Create, HomiHost.Lead);
        host.Outbox.Posted.Clear();

        for (var i = 0; i < 3; i++) await Keyed(host, Status, ByMobile);
        ((NewMessage)host.Outbox.Posted.Single().Messages.Single()).Message.Should().BeEquivalentTo(new TemplateMessage("status-id", "en", ["John Doe", "Under Review"], "HomiStatus"));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Keyed(host, Status, ByMobile);
        host.Outbox.Posted.Should().HaveCount(2);
    }

    [Fact]
    public async Task Without_a_key_a_number_that_was_verified_within_15_minutes_entitles_to_the_message()
    {
        await using var host = await HomiHost.StartAsync();
        await host.PostAsync(Create, HomiHost.Lead);
        host.Outbox.Posted.Clear();

        (await host.PostAsync(Status, ByMobile)).Status.Should().Be(200);
        host.Outbox.Posted.Should().BeEmpty();

        await host.SendOtpAsync();
        await host.VerifyOtpAsync(host.LastCode);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await host.PostAsync(Status, ByMobile);
        host.Outbox.Posted.Should().ContainSingle();
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.PostAsync(Status, ByMobile);
        host.Outbox.Posted.Should().ContainSingle();
    }

    [Fact]
    public async Task Nobody_is_told_the_status_of_a_lead_under_another_number()
    {
        await using var host = await HomiHost.StartAsync(keys: true);
        await Keyed(host, Create, HomiHost.Lead);
        host.Outbox.Posted.Clear();

        var answer = await Keyed(host, Status, """{"basic_application_id":"APP1","mobile_number":"9812345678"}""");

        answer.ShouldBeError(404, "lead_not_found");
        host.Lender.Looked.Should().BeEmpty("our own record says whose it is");
        host.Outbox.Posted.Should().BeEmpty();
        host.Records.All("lead").Single().Body.Should().Contain("\"status\":\"created\"");
    }

    private static Task<Answer> Keyed(HomiHost host, string path, string body) => host.PostAsync(path, body, ("X-API-Key", "crm-key"));

    private static string Lead(params (string Field, JsonNode? Value)[] changes)
    {
        var lead = JsonNode.Parse(HomiHost.Lead)!.AsObject();
        foreach (var (field, value) in changes) lead[field] = value;
        return lead.ToJsonString();
    }
}
