using System.Globalization;
using System.Text;
using Bot.Gateways.Partners.BasicApplication;
using Bot.Products.Leads;
using Bot.Sandbox.State;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners.BasicApplication;

public sealed class BasicApplicationClientTests : SandboxFixture
{
    private const string RequestId = "11111111-2222-3333-4444-555555555555";

    private static readonly LeadApplication Lead = new(
        "HL", 5_000_000, 20, "ABCPD1234E", "Jürgen", "Rao", "Male", "+919812345678", "j.rao@example.com", new DateOnly(1990, 6, 5), "411001");

    [Fact]
    public async Task A_lead_is_created_and_its_status_followed()
    {
        var client = Basic();

        var created = (await client.CreateAsync(Lead, RequestId, CancellationToken.None)).Should().BeOfType<LeadCreation.Created>().Subject;
        var first = await client.StatusAsync(created.ApplicationId, "+919812345678", CancellationToken.None);
        World.MoveLead(created.ApplicationId, "Disbursement").Should().BeTrue();
        var later = await client.StatusAsync(created.ApplicationId, "+919812345678", CancellationToken.None);

        created.ApplicationId.Should().MatchRegex("^B[A-Z0-9]{6}$");
        created.RelationId.Should().NotBeEmpty();
        created.CustomerId.Should().NotBeEmpty();
        created.Raw.Should().Contain(created.ApplicationId);
        first.Should().Be(new LeadProgress.Found("Lead"));
        later.Should().Be(new LeadProgress.Found("Disbursement"));
        World.Ledger.LeadsOf("9812345678", "HL", 5_000_000).Should().Be(1);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../../Lead")]
    [InlineData("B1?x=1")]
    [InlineData("")]
    public async Task An_id_that_would_be_another_path_is_not_asked_for(string applicationId)
    {
        var client = TestGateways.Basic(new() { BaseUrl = "http://bot-basic.invalid", UserId = "u", ApiKey = "k" }, Clock, () => "n");

        (await client.StatusAsync(applicationId, "+919812345678", CancellationToken.None)).Should().BeOfType<LeadProgress.NotFound>();
    }

    [Fact]
    public async Task An_application_of_somebody_else_is_not_found()
    {
        var client = Basic();
        var created = (LeadCreation.Created)await client.CreateAsync(Lead, RequestId, CancellationToken.None);

        (await client.StatusAsync(created.ApplicationId, "+919000000000", CancellationToken.None)).Should().BeOfType<LeadProgress.NotFound>();
        (await client.StatusAsync("B000000", "+919812345678", CancellationToken.None)).Should().BeOfType<LeadProgress.NotFound>();
    }

    [Theory]
    [InlineData("status 400", typeof(LeadCreation.Declined), typeof(LeadProgress.NotFound), 0)]
    [InlineData("refuse \"Pan 'ABCPD1234E' is wrong\"", typeof(LeadCreation.Declined), typeof(LeadProgress.NotFound), 0)]
    [InlineData("status 401", typeof(LeadCreation.Unavailable), typeof(LeadProgress.Unavailable), 0)]
    [InlineData("status 429", typeof(LeadCreation.Unavailable), typeof(LeadProgress.Unavailable), 0)]
    [InlineData("status 500", typeof(LeadCreation.Lost), typeof(LeadProgress.Unavailable), 0)]
    [InlineData("garbage", typeof(LeadCreation.Lost), typeof(LeadProgress.Unavailable), 0)]
    [InlineData("drop", typeof(LeadCreation.Lost), typeof(LeadProgress.Unavailable), 0)]
    [InlineData("doneButLost", typeof(LeadCreation.Lost), typeof(LeadProgress.Unavailable), 1)]
    [InlineData("latency 60s", typeof(LeadCreation.Lost), typeof(LeadProgress.Unavailable), 0)]
    public async Task What_became_of_a_call_is_told_honestly(string fault, Type lead, Type activity, int created)
    {
        var client = Basic(patience: fault.StartsWith("latency", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(20));
        World.Misbehave("basic", SandboxFault.Parse(fault + " always"));

        var result = await client.CreateAsync(Lead, RequestId, CancellationToken.None);

        result.Should().BeOfType(lead);
        (result as LeadCreation.Declined)?.Reason.Should().NotContain("ABCPD1234E");
        World.Ledger.Leads.Should().Be(created);
        (await client.StatusAsync("B000000", "+919812345678", CancellationToken.None)).Should().BeOfType(activity);
    }

    [Fact]
    public async Task Nothing_is_created_by_a_partner_that_is_not_there()
    {
        var client = TestGateways.Basic(new() { BaseUrl = "http://bot-basic.invalid", UserId = "u", ApiKey = "k" }, Clock, () => "n");

        (await client.CreateAsync(Lead, RequestId, CancellationToken.None)).Should().BeOfType<LeadCreation.Unavailable>();
        (await client.StatusAsync("B1", "+919812345678", CancellationToken.None)).Should().BeOfType<LeadProgress.Unavailable>();
    }

    [Fact]
    public async Task The_sandbox_refuses_a_wrong_key()
    {
        var client = Basic(key: "another-key");

        (await client.CreateAsync(Lead, RequestId, CancellationToken.None)).Should().BeOfType<LeadCreation.Unavailable>();
        World.Ledger.Leads.Should().Be(0);
    }

    [Fact]
    public async Task The_signature_is_over_exactly_the_bytes_that_are_sent()
    {
        await using var partner = await ScriptedPartner.StartAsync();
        var client = TestGateways.Basic(new() { BaseUrl = partner.Address + "/Dev/", UserId = "user-123", ApiKey = "secret-key-456" }, Clock, () => "nonce-1");

        await client.CreateAsync(Lead, RequestId, CancellationToken.None);

        var sent = partner.Last;
        sent.Target.Should().Be("/Dev/api/v1/NewApplication/FullfilmentByBasic");
        sent.Headers["Content-Type"].Should().StartWith("application/json-patch+json");
        sent.Headers["accept"].Should().Be("text/plain");
        sent.Headers["UserId"].Should().Be("user-123");
        sent.Headers["Nonce"].Should().Be("nonce-1");
        sent.Headers["CurrentTimestamp"].Should().Be(Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        sent.Headers["Authorization"].Should().Be("Signature " + BasicApplicationSignature.Of(
            "user-123", "secret-key-456", Clock.Now.ToUnixTimeSeconds(), "POST", new Uri(partner.Address + sent.Target), "nonce-1", Encoding.UTF8.GetBytes(sent.Body)));
    }

    [Fact]
    public async Task A_lead_goes_out_as_documented_and_what_is_not_known_is_left_out()
    {
        await using var partner = await ScriptedPartner.StartAsync();
        var bare = TestGateways.Basic(new() { BaseUrl = partner.Address, UserId = "u", ApiKey = "k" }, Clock, () => "n");
        var named = TestGateways.Basic(new() { BaseUrl = partner.Address, UserId = "u", ApiKey = "k", CustomerId = "234", Remarks = "GOOD" }, Clock, () => "n");

        await bare.CreateAsync(Lead with { Gender = "", FirstName = "John" }, RequestId, CancellationToken.None);
        await named.CreateAsync(Lead, RequestId, CancellationToken.None);

        partner.Requests.First().Body.Should().Be("""{"dateOfBirth":"1990-06-05T00:00:00Z","annualIncome":0,"id":"11111111-2222-3333-4444-555555555555","loanType":"HL","loanAmountReq":5000000,"firstName":"John","lastName":"Rao","mobile":"9812345678","email":"j.rao@example.com","pincode":"411001","city":"","district":"","state":"","createdFromPemId":"","pan":"ABCPD1234E","applicationAssignedToRm":"","isLeadPrefilled":true,"includeCreditScore":true,"loanTenure":20}""");
        partner.Last.Body.Should().Contain("\"customerId\":\"234\"").And.Contain("\"remarks\":\"GOOD\"").And.Contain("\"gender\":\"Male\"");
    }

    [Theory]
    [InlineData("""{"result":{"basicAppId":"B1","id":7,"primaryBorrower":{"customerId":9}}}""", "B1 7 9")]
    [InlineData("""{"result":{"basicAppId":"B1"}}""", "B1  ")]
    public async Task Ids_may_be_numbers_or_missing(string answer, string expected)
    {
        await using var partner = await ScriptedPartner.StartAsync();
        partner.Answers("/api/v1/NewApplication/FullfilmentByBasic", answer, 201);
        var client = TestGateways.Basic(new() { BaseUrl = partner.Address, UserId = "u", ApiKey = "k" }, Clock, () => "n");

        var created = (LeadCreation.Created)await client.CreateAsync(Lead, RequestId, CancellationToken.None);

        $"{created.ApplicationId} {created.RelationId} {created.CustomerId}".Should().Be(expected);
    }

    private BasicApplicationClient Basic(string key = BasicApplicationGateway.SandboxApiKey, TimeSpan? patience = null)
    {
        var nonce = 0;
        return TestGateways.Basic(
            new()
            {
                BaseUrl = Address + "/sandbox/basic", UserId = BasicApplicationGateway.SandboxUserId, ApiKey = key,
                Timeout = patience ?? TimeSpan.FromSeconds(20)
            }, Clock, () => $"nonce-{++nonce}");
    }
}
