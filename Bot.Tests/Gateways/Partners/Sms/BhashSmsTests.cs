using Bot.Gateways.Partners.Sms;
using Bot.Products.OneTimeCodes;
using Bot.Sandbox.Sms;
using Bot.Sandbox.State;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners.Sms;

public sealed class BhashSmsTests : SandboxFixture
{
    private const string Text = "Dear Partner, use OTP 4321 for login at agent app - ShauryaPay";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_reaches_the_phone_by_form_and_by_query(bool form)
    {
        var gateway = Gateway(form);

        var result = await gateway.SendAsync("+919876543210", Text, CancellationToken.None);

        result.Should().Be(SmsResult.Sent);
        World.Sms.Should().ContainSingle().Which.Should().Match<SandboxSms>(sms => sms.Mobile == "9876543210" && sms.Text == Text);
        World.LastCodeFor("+919876543210").Should().Be("4321");
    }

    [Theory]
    [InlineData("refuse \"Username/Password Incorrect\"", SmsResult.Refused, 0)]
    [InlineData("status 403", SmsResult.Refused, 0)]
    [InlineData("status 500", SmsResult.Unknown, 0)]
    [InlineData("status 503", SmsResult.Unavailable, 0)]
    [InlineData("garbage", SmsResult.Unknown, 0)]
    [InlineData("drop", SmsResult.Unknown, 0)]
    [InlineData("latency 60s", SmsResult.Unknown, 0)]
    [InlineData("doneButLost", SmsResult.Unknown, 1)]
    public async Task What_became_of_a_text_is_told_honestly(string fault, SmsResult expected, int arrived)
    {
        foreach (var form in new[] { true, false })
        {
            var gateway = Gateway(form, patience: fault.StartsWith("latency", StringComparison.Ordinal) ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(20));
            var before = World.Sms.Count;

            // The first one leaves a pooled connection behind, on which a careless client would send twice.
            (await gateway.SendAsync("+919876543210", Text, CancellationToken.None)).Should().Be(SmsResult.Sent);
            World.Misbehave("sms", SandboxFault.Parse(fault));

            (await gateway.SendAsync("+919876543210", Text, CancellationToken.None)).Should().Be(expected);
            World.Sms.Count.Should().Be(before + 1 + arrived);
            World.UnusedFaults().Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_is_not_sent_again_behind_our_back(bool form)
    {
        await using var server = new HangingUpServer("S.1");
        var gateway = TestGateways.Sms(new() { User = "user", Password = "pass", Sender = "SHYPAY", Url = server.Address + "/api/sendmsg.php", PostForm = form });

        for (var i = 0; i < 4; i++) await gateway.SendAsync("+919876543210", Text, CancellationToken.None);

        server.Requests.Should().Be(4);
    }

    [Fact]
    public async Task The_password_stands_in_no_address()
    {
        await using var partner = await ScriptedPartner.StartAsync();
        partner.Answers("/api/sendmsg.php", "S.12345");
        var gateway = TestGateways.Sms(new() { User = "user", Password = "p&ss w", Sender = "SHYPAY", Url = partner.Address + "/api/sendmsg.php" });

        await gateway.SendAsync("+919876543210", "a & b", CancellationToken.None);

        partner.Last.Method.Should().Be("POST");
        partner.Last.Target.Should().Be("/api/sendmsg.php");
        partner.Last.Headers["Content-Type"].Should().StartWith("application/x-www-form-urlencoded");
        Uri.UnescapeDataString(partner.Last.Body.Replace('+', ' ')).Should().Be("user=user&pass=p&ss w&sender=SHYPAY&phone=9876543210&text=a & b&priority=ndnd&stype=normal");
    }

    [Fact]
    public async Task The_ids_of_the_registration_go_along_where_they_are_set()
    {
        await using var partner = await ScriptedPartner.StartAsync();
        partner.Answers("/api/sendmsg.php", "S.12345");
        var gateway = TestGateways.Sms(new()
        {
            User = "user", Password = "pass", Sender = "SHYPAY", Url = partner.Address + "/api/sendmsg.php", DltEntityId = "1001", DltTemplateId = "1007", DltTemplateField = "template",
        });

        await gateway.SendAsync("+919876543210", "text", CancellationToken.None);

        partner.Last.Body.Should().EndWith("&entityid=1001&template=1007");
    }

    [Theory]
    [InlineData("s.99", SmsResult.Sent)]
    [InlineData("  S.99", SmsResult.Sent)]
    [InlineData("S.", SmsResult.Refused)]
    [InlineData("Sender ID Does not Exist", SmsResult.Refused)]
    [InlineData("", SmsResult.Unknown)]
    public async Task Success_is_what_the_pattern_says(string answer, SmsResult expected)
    {
        await using var partner = await ScriptedPartner.StartAsync();
        partner.Answers("/api/sendmsg.php", answer);
        var gateway = TestGateways.Sms(new() { User = "user", Password = "pass", Sender = "SHYPAY", Url = partner.Address + "/api/sendmsg.php" });

        (await gateway.SendAsync("+919876543210", "text", CancellationToken.None)).Should().Be(expected);
    }

    [Fact]
    public async Task Nothing_goes_out_to_a_gateway_that_is_not_there()
    {
        var gateway = TestGateways.Sms(new() { User = "user", Password = "pass", Sender = "SHYPAY", Url = "http://bot-sms.invalid/api/sendmsg.php" });

        (await gateway.SendAsync("+919876543210", "text", CancellationToken.None)).Should().Be(SmsResult.Unavailable);
    }

    private ISmsGateway Gateway(bool form, TimeSpan? patience = null) =>
        TestGateways.Sms(new() { User = "user", Password = "pass", Url = Address + "/sandbox/sms/api/sendmsg.php", PostForm = form, Timeout = patience ?? TimeSpan.FromSeconds(20) });
}
