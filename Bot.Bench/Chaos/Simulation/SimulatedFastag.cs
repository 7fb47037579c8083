using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Values;
using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>The FASTag partner in memory: the operations of the real one by contract, with the least of its rules that a registration needs.</summary>
internal sealed class SimulatedFastag(SimulatedWorld world, IStops stops, ISimulatedChance chance, IReadOnlyDictionary<string, IReadOnlyList<string>> stock)
{
    /// <summary>The real operations in this partner's place.</summary>
    public IEnumerable<Operation> Replace(IEnumerable<OperationContract> contracts) => contracts.Select(contract => contract.Consequential
        ? new SimulatedConsequence(contract, stops, chance, call => Answer(contract.Name, call), call => Issued(call) ? CallResult.Of("activated") : null)
        : (Operation)new SimulatedOperation(contract, stops, chance, call => Answer(contract.Name, call)));

    private CallResult Answer(string operation, Call call) => operation switch
    {
        "shauryapay.agentByMobile" => Agent(call.Text("mobile")[^10..]),
        "shauryapay.generateOtp" => Generate(call),
        "shauryapay.validateOtp" => Validate(call),
        "shauryapay.updateCustomer" => CallResult.Of("created"),
        "shauryapay.uploadDocument" => CallResult.Of("uploaded"),
        ImageCheck.Operation => CallResult.Of("kept", ("image", call.Arguments.Find("image")!)),
        "shauryapay.plans" => CallResult.Of("found", ("plans", Value.List([Value.Record(("id", "1"), ("name", "Plan 400"))]))),
        "shauryapay.availableBarcodes" => Barcodes(call),
        "shauryapay.makers" => Named("makers", "MARUTI", "TATA"),
        "shauryapay.models" => Named("models", "SWIFT", "ALTO"),
        "shauryapay.descriptors" => Named("descriptors", "PETROL", "DIESEL"),
        "shauryapay.activate" => Issue(call),
        "shauryapay.wallet" => CallResult.Of("ok", ("amount", "5000")),
        _ => CallResult.Of("unavailable"),
    };

    private CallResult Agent(string mobile) => stock.TryGetValue(mobile, out var barcodes)
        ? CallResult.Of("found", ("id", mobile), ("name", "Asha Rao"), ("mobile", mobile), ("wallet", "5000"), ("tags", Count(barcodes.Count - world.Tags.Count(tag => barcodes.Contains(tag.Barcode)))))
        : CallResult.Of("unknown");

    private CallResult Generate(Call call)
    {
        if (world.Tags.Any(tag => tag.Vehicle == call.Text("vehicleNumber"))) return CallResult.Of("declined", ("reason", "Tag is already issued to this vehicle"));

        var number = world.Registrations.Count + 1;
        var (request, code) = ($"REQ{Count(number)}", (100_000 + number).ToString(CultureInfo.InvariantCulture));
        world.Registrations.Add(request, (call.Text("vehicleNumber"), code));
        world.Reach(call.Text("mobile"), code);
        return CallResult.Of("sent", ("requestId", request), ("sessionId", $"S-{request}"));
    }

    private CallResult Validate(Call call) => world.Registrations.TryGetValue(call.Text("requestId"), out var registration) && registration.Code == call.Text("otp")
        ? CallResult.Of("verified", ("chassisNo", "CH1"), ("engineNo", "12345"), ("vehicleManuf", ""), ("model", ""), ("vehicleColour", "WHITE"), ("vehicleType", "LMV"), ("vehicleClass", "4"), ("vehicleDescriptor", ""), ("stateOfRegistration", "MH"))
        : CallResult.Of("invalid", ("reason", "Invalid OTP"));

    private CallResult Barcodes(Call call)
    {
        var free = stock.GetValueOrDefault(call.Text("agentId"), [])
            .Where(barcode => barcode.EndsWith(call.Text("endsWith"), StringComparison.Ordinal) && world.Tags.All(tag => tag.Barcode != barcode)).ToList();
        return free.Count == 0 ? CallResult.Of("none") : CallResult.Of("found", ("barcodes", Value.List(free.Select(barcode => Value.Record(("barcode", barcode))))));
    }

    /// <summary>No guard against a second tag on the same vehicle: that there is none is the bot's to see to.</summary>
    private CallResult Issue(Call call)
    {
        world.Tags.Add((call.Text("vehicleNumber"), call.Chosen("barcode", "barcode"), call.Id));
        return CallResult.Of("activated");
    }

    private bool Issued(Call call) => world.Tags.Any(tag => tag.Vehicle == call.Text("vehicleNumber"));

    private static CallResult Named(string field, params string[] names) => CallResult.Of("found", (field, Value.List(names.Select(name => Value.Record(("name", name))))));

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
