using System.Net;
using System.Net.Sockets;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Gateways.Partners.Shauryapay;
using Bot.Gateways.Partners.Shauryapay.Wire;
using Bot.Sandbox.State;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners.Shauryapay;

/// <summary>Every operation says, for every answer of the partner, one of the outcomes it declared, or that an answer with consequences was lost.</summary>
public sealed class OutcomeTests : SandboxFixture
{
    public static TheoryData<string, string> Faults => new()
    {
        { "status 500", "lost" },
        { "status 503", "lost" },
        { "status 401", "unavailable" },
        { "status 429", "unavailable" },
        { "garbage", "lost" },
        { "drop", "lost" },
        { "doneButLost", "lost" },
        { "latency 60s", "lost" },
        { "refuse \"Not today\"", "declined" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Operations_keep_their_word_when_the_partner_misbehaves(string fault, string consequential)
    {
        World.Misbehave("shauryapay", SandboxFault.Parse(fault + " always"));

        // Only a partner that never answers is worth a short time limit; a busy machine must not look like one.
        var client = ShauryapayClients.To(Address + "/sandbox/shauryapay", fault.StartsWith("latency", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(300) : null);
        foreach (var operation in TestGateways.ShauryapayOperations(client, Media))
        {
            var outcome = await OutcomeAsync(operation);
            if (fault.StartsWith("refuse", StringComparison.Ordinal)) continue;
            outcome.Should().Be(operation is ConsequentialOperation ? consequential : "unavailable", "{0} met {1}", operation.Contract.Name, fault);
        }
    }

    [Fact]
    public async Task A_partner_that_cannot_be_reached_is_unavailable_to_all()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var client = ShauryapayClients.To($"http://127.0.0.1:{port}");

        foreach (var operation in TestGateways.ShauryapayOperations(client, Media)) (await OutcomeAsync(operation)).Should().Be("unavailable", operation.Contract.Name);
    }

    [Fact]
    public void Every_operation_that_leaves_the_process_may_be_unavailable_and_every_consequential_one_undecided()
    {
        foreach (var operation in Shauryapay.All)
        {
            var outcomes = operation.Contract.Outcomes.Select(outcome => outcome.Name).ToList();
            outcomes.Should().Contain("unavailable").And.OnlyHaveUniqueItems();
            operation.Contract.Consequential.Should().Be(operation is ConsequentialOperation);
            if (operation is ConsequentialOperation) outcomes.Should().Contain("undecided");
        }
    }

    private static async Task<string> OutcomeAsync(Operation operation)
    {
        var arguments = operation.Contract.Parameters.Select(name => name.TrimEnd('?')).Select(name => (name, name switch
        {
            "image" => FakeMediaLibrary.Reference("photo"),
            "imageType" => "rcFront",
            "idType" => "passport",
            "dob" => "1990-06-15",
            "expiry" => "2030-06-15",
            "reason" => "lostTag",
            "mobile" => "9876543210",
            _ => (Value)"x",
        })).ToArray();

        try
        {
            var result = await operation.RunAsync(ShauryapayOperationRunner.Call(operation.Contract.Name, arguments), CancellationToken.None);
            var declared = operation.Contract.Outcomes.SingleOrDefault(outcome => outcome.Name == result.Outcome);
            declared.Should().NotBeNull("{0} answered {1}", operation.Contract.Name, result.Outcome);
            ((RecordValue)result.Result).Fields.Select(field => field.Key).Should().BeEquivalentTo(declared!.Fields);
            return result.Outcome;
        }
        catch (AnswerLostException) when (operation is ConsequentialOperation)
        {
            return "lost";
        }
    }
}
