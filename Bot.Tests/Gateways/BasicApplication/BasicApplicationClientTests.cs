using System.Globalization;
using System.Text;
using Bot.Gateways.Partners.BasicApplication;
using Bot.Gateways.Sandbox;
using Bot.Gateways.Sandbox.Basic;
using Bot.Tests.Gateways.Support;

namespace Bot.Tests.Gateways.BasicApplication;

public sealed class BasicApplicationClientTests : SandboxFixture
{
    private static readonly LoanApplication Lead = new(
        "11111111-2222-3333-4444-555555555555", "HL", 5_000_000, 20, "Jürgen", "Rao", "+919812345678", "j.rao@example.com", "ABCPD1234E", new DateOnly(1990, 6, 5), "Male", "411001");

    [Fact]
    public async Task A_lead_is_created_and_its_status_followed()
    {
        using var client = Basic();

        var created = (await client.CreateLeadAsync(Lead, CancellationToken.None)).Should().BeOfType<LeadResult.Created>().Subject;
        var first = await client.GetActivityAsync(created.BasicAppId, "+919812345678", CancellationToken.None);
        World.MoveLead(created.BasicAppId, "Disbursement").Should().BeTrue();
        var later = await client.GetActivityAsync(created.BasicAppId, "9812345678", CancellationToken.None);

        created.BasicAppId.Should().MatchRegex("^B[A-Z0-9]{6}$");
        created.RelationId.Should().NotBeEmpty();
        created.CustomerId.Should().NotBeEmpty();
        created.Json.Should().Contain(created.BasicAppId);
        first.Should().Be(new ActivityResult.Found("Lead"));
        later.Should().Be(new ActivityResult.Found("Disbursement"));
        World.Ledger.LeadsOf("9812345678", "HL", 5_000_000).Should().Be(1);
    }

    [Fact]
    public async Task An_application_of_somebody_else_is_not_found()
    {
        using var client = Basic();
        var created = (LeadResult.Created)await client.CreateLeadAsync(Lead, CancellationToken.None);

        (await client.GetActivityAsync(created.BasicAppId, "9000000000", CancellationToken.None)).Should().BeOfType<ActivityResult.NotFound>();
        (await client.GetActivityAsync("B000000", "9812345678", CancellationToken.None)).Should().BeOfType<ActivityResult.NotFound>();
    }

    [Theory]
    [InlineData("status 400", typeof(LeadResult.Declined), typeof(ActivityResult.NotFound), 0)]
    [InlineData("refuse \"Pan 'ABCPD1234E' is wrong\"", typeof(LeadResult.Declined), typeof(ActivityResult.NotFound), 0)]
    [InlineData("status 401", typeof(LeadResult.Unavailable), typeof(ActivityResult.Unavailable), 0)]
    [InlineData("status 429", typeof(LeadResult.Unavailable), typeof(ActivityResult.Unavailable), 0)]
    [InlineData("status 500", typeof(LeadResult.Lost), typeof(ActivityResult.Unavailable), 0)]
    [InlineData("garbage", typeof(LeadResult.Lost), typeof(ActivityResult.Unavailable), 0)]
    [InlineData("drop", typeof(LeadResult.Lost), typeof(ActivityResult.Unavailable), 0)]
    [InlineData("doneButLost", typeof(LeadResult.Lost), typeof(ActivityResult.Unavailable), 1)]
    [InlineData("latency 60s", typeof(LeadResult.Lost), typeof(ActivityResult.Unavailable), 0)]
    public async Task What_became_of_a_call_is_told_honestly(string fault, Type lead, Type activity, int created)
    {
        using var client = Basic(patience: fault.StartsWith("latency", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(20));
        World.Misbehave("basic", SandboxFault.Parse(fault + " always"));

        var result = await client.CreateLeadAsync(Lead, CancellationToken.None);

        result.Should().BeOfType(lead);
        (result as LeadResult.Declined)?.Reason.Should().NotContain("ABCPD1234E");
        World.Ledger.Leads.Should().Be(created);
        (await client.GetActivityAsync("B000000", "9812345678", CancellationToken.None)).Should().BeOfType(activity);
    }

    [Fact]
    public async Task Nothing_is_created_by_a_partner_that_is_not_there()
    {
        using var client = new BasicApplicationClient(new("http://bot-basic.invalid", "u", "k"), Clock, () => "n");

        (await client.CreateLeadAsync(Lead, CancellationToken.None)).Should().BeOfType<LeadResult.Unavailable>();
        (await client.GetActivityAsync("B1", "9812345678", CancellationToken.None)).Should().BeOfType<ActivityResult.Unavailable>();
    }

    [Fact]
    public async Task The_sandbox_refuses_a_wrong_key()
    {
        using var client = Basic(key: "another-key");

        (await client.CreateLeadAsync(Lead, CancellationToken.None)).Should().BeOfType<LeadResult.Unavailable>();
        World.Ledger.Leads.Should().Be(0);
    }

    [Fact]
    public async Task The_signature_is_over_exactly_the_bytes_that_are_sent()
    {
        await using var partner = await ScriptedPartner.StartAsync();
        using var client = new BasicApplicationClient(new(partner.Address + "/Dev/", "user-123", "secret-key-456"), Clock, () => "nonce-1");

        await client.CreateLeadAsync(Lead, CancellationToken.None);

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
        using var bare = new BasicApplicationClient(new(partner.Address, "u", "k"), Clock, () => "n");
        using var named = new BasicApplicationClient(new(partner.Address, "u", "k") { CustomerId = "234", Remarks = "GOOD" }, Clock, () => "n");

        await bare.CreateLeadAsync(Lead with { Gender = null, FirstName = "John" }, CancellationToken.None);
        await named.CreateLeadAsync(Lead, CancellationToken.None);

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
        using var client = new BasicApplicationClient(new(partner.Address, "u", "k"), Clock, () => "n");

        var created = (LeadResult.Created)await client.CreateLeadAsync(Lead, CancellationToken.None);

        $"{created.BasicAppId} {created.RelationId} {created.CustomerId}".Should().Be(expected);
    }

    private BasicApplicationClient Basic(string key = BasicSandboxKeys.ApiKey, TimeSpan? patience = null)
    {
        var nonce = 0;
        return new(new(Address + "/sandbox/basic", BasicSandboxKeys.UserId, key) { Timeout = patience ?? TimeSpan.FromSeconds(20) }, Clock, () => $"nonce-{++nonce}");
    }
}
