using Bot.Gateways.Partners;

using System.Text.Json;
using Bot.Gateways.Partners.BasicApplication;
using Bot.Products.Leads;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners;

public sealed class SheetTextTests
{
    [Theory]
    [InlineData("=cmd|'/c x'!A1", "'=cmd|'/c x'!A1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("windscreen = new", "windscreen = new")]
    [InlineData("", "")]
    public void What_a_sheet_would_compute_is_marked_and_the_rest_stays(string text, string expected) => SheetText.Of(text).Should().Be(expected);

    [Fact]
    public void What_an_applicant_writes_freely_is_marked()
    {
        var lead = new LeadApplication("HL", 1, 1, "ABCPD1234E", "=1+1", "@SUM(1)", "-1", "+919812345678", "+1@example.com", new(1990, 6, 5), "411001");

        using var written = JsonDocument.Parse(BasicApplicationPayloads.Write(lead, "r", new() { BaseUrl = "http://b.example", UserId = "u", ApiKey = "k" }));

        Texts(written.RootElement, "firstName", "lastName", "gender", "email").Should().Equal("'=1+1", "'@SUM(1)", "'-1", "'+1@example.com");
    }

    [Fact]
    public async Task What_an_agent_writes_freely_is_marked()
    {
        await using var partner = await ScriptedPartner.StartAsync();
        var operations = new ShauryapayOperationRunner(TestGateways.ShauryapayOperations(ShauryapayClients.To(partner.Address), new FakeMediaLibrary()));

        await operations.RunAsync("updateCustomer", ("sessionId", "s"), ("vehicleNumber", "MH12AB1234"), ("agentId", "17"), ("firstName", "=1+1"), ("lastName", "@SUM(1)"),
            ("dob", "1990-06-05"), ("idType", "pan"), ("idNumber", "X"), ("expiry", "2030-01-02"), ("plan", "1"));
        using var customer = JsonDocument.Parse(partner.Last.Body);
        await operations.RunAsync("replaceGenerateOtp", ("agentId", "17"), ("mobile", "+919812345678"), ("vehicleNumber", "MH12AB1234"), ("barcode", "1"), ("reason", "others"),
            ("reasonText", "=cmd"));
        using var replaced = JsonDocument.Parse(partner.Last.Body);

        Texts(customer.RootElement, "name", "lastName").Should().Equal("'=1+1", "'@SUM(1)");
        Texts(replaced.RootElement, "reasonDesc").Should().Equal("'=cmd");
    }

    private static IEnumerable<string?> Texts(JsonElement body, params string[] names) => names.Select(name => body.GetProperty(name).GetString());
}
