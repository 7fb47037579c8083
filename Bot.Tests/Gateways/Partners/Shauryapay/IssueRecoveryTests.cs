using Bot.Engine.Abstractions;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Gateways.Partners.Shauryapay.Wire;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners.Shauryapay;

/// <summary>What became of an issue whose answer was lost: every combination of what the partner tells.</summary>
public sealed class IssueRecoveryTests : IAsyncLifetime
{
    private const string Ours = "608116-001-0001233";

    private ScriptedPartner _partner = null!;

    public async Task InitializeAsync() => _partner = await ScriptedPartner.StartAsync();

    public async Task DisposeAsync() => await _partner.DisposeAsync();

    [Theory]
    [InlineData("ours", "there", "Done")]
    [InlineData("oursWithoutHyphens", "there", "Done")]
    [InlineData("ours", "down", "Done")]
    [InlineData("none", "gone", "Done")]
    [InlineData("refused", "gone", "Done")]
    [InlineData("none", "markedUsed", "Done")]
    [InlineData("none", "there", "NotDone")]
    [InlineData("another", "there", "NotDone")]
    [InlineData("refused", "there", "Undecided")]
    [InlineData("refused", "refused", "Undecided")]
    [InlineData("none", "refused", "Undecided")]
    [InlineData("down", "there", "AskLater")]
    [InlineData("none", "down", "AskLater")]
    [InlineData("garbage", "gone", "AskLater")]
    public async Task The_vehicle_and_the_stock_tell(string vehicle, string stock, string expected)
    {
        Scripted("/get_complete_customer_details_by_vehicle", vehicle switch
        {
            "ours" => $$"""{"status":"true","data":[{"serialNo":"{{Ours}}"}]}""",
            "oursWithoutHyphens" => """{"status":"true","data":[{"serialNo":"6081160010001233"}]}""",
            "none" => """{"status":"true","data":[{"serialNo":""}]}""",
            "another" => """{"status":"true","data":[{"serialNo":"608116-001-0009999"}]}""",
            var other => other,
        });
        Scripted("/get_my_available_barcode", stock switch
        {
            "there" => $$"""{"status":"true","data":[{"barcode":"{{Ours}}","is_used":"0"}]}""",
            "markedUsed" => $$"""{"status":"true","data":[{"barcode":"{{Ours}}","is_used":"1"}]}""",
            "gone" => """{"status":"true","data":[{"barcode":"608116-001-0000001","is_used":"0"}]}""",
            var other => other,
        });
        var client = ShauryapayClients.To(_partner.Address);
        var operations = new ShauryapayOperationRunner(TestGateways.ShauryapayOperations(client, new FakeMediaLibrary()));

        var recovery = await operations.RecoverAsync("activate", ("vehicleNumber", "MH12AB1234"), ("agentId", "17"), ("barcode", Ours));

        recovery.GetType().Name.Should().Be(expected);
        if (recovery is Recovery.Done done) done.Result.Outcome.Should().Be("activated");
    }

    private void Scripted(string path, string answer)
    {
        if (answer == "down") _partner.Drops(path);
        else _partner.Answers(path, answer == "refused" ? """{"status":"false","message":"No record","data":[]}""" : answer);
    }
}
