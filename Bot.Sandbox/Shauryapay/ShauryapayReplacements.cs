using Bot.Sandbox.Areas;
using Bot.Sandbox.State;

namespace Bot.Sandbox.Shauryapay;

/// <summary>Replacing a tag: the first call sends the code, the second replaces. All under the sandbox's lock.</summary>
internal sealed class ShauryapayReplacements(SandboxState state, ShauryapayBank bank)
{
    private const decimal Price = 100;

    private readonly Dictionary<string, (ShauryapayRegistration Replacement, string Barcode)> _begun = [];

    public ShauryapayReply GenerateOtp(SandboxFields fields)
    {
        if (fields.Missing("vehicle_number", "agent_id", "mobile_number", "serialNo", "reason") is { } missing) return ShauryapayReply.No($"{missing} is required");
        if (bank.Find(fields["agent_id"]) is not { } agent) return ShauryapayReply.No("Agent not found");
        if (fields["reason"] is not ("1" or "2" or "3" or "99")) return ShauryapayReply.No("Invalid reason");
        if (fields["reason"] == "99" && !fields.Has("reasonDesc")) return ShauryapayReply.No("Reason description is required");
        if (ShauryapayRegistrations.ChassisFault(fields) is { } fault) return ShauryapayReply.No(fault);
        if (agent.Find(fields["serialNo"]) is not { } tag) return ShauryapayReply.No("Barcode is not available");

        var replacement = new ShauryapayRegistration("REP" + state.Chance.Digits(12), state.Chance.Uuid(), agent.Id, fields["vehicle_number"], fields["mobile_number"], state.Chance.Digits(6));
        _begun[replacement.SessionId] = (replacement, tag.Barcode);
        state.Codes.Reached(replacement.Mobile, replacement.Code);
        state.Ledger.Enter("customer code", replacement.Mobile);
        return ShauryapayReply.Of("OTP sent successfully",
            new
            {
                requestId = replacement.RequestId, sessionId = replacement.SessionId, agent_id = agent.Id, vehicle_number = replacement.VehicleNumber,
                mobile_number = replacement.Mobile
            });
    }

    public ShauryapayReply ValidateOtp(SandboxFields fields)
    {
        if (!_begun.TryGetValue(fields["sessionId"], out var begun) || begun.Replacement.RequestId != fields["requestId"]) return ShauryapayReply.No("Invalid session");

        var (replacement, barcode) = begun;
        if (replacement.Code != fields["otp"]) return Failed("Invalid OTP");
        var agent = bank.Find(replacement.AgentId)!;
        if (agent.Find(barcode) is not { } tag) return Failed("Barcode is not available");
        if (agent.Wallet < Price) return Failed("Insufficient wallet balance. Please recharge to continue.");

        tag.Used = true;
        agent.Wallet -= Price;
        bank.Registrations.Replaced(replacement, tag.Barcode);
        state.Ledger.Enter("tag on vehicle", replacement.VehicleNumber);
        state.Ledger.Enter("tag with barcode", tag.Barcode);
        return ShauryapayReply.Of("Tag replaced",
            new { response = new { msg = "Tag replaced", status = "success", code = "00", errorCode = "", errorDesc = "" }, tagRepalceResp = new { serialNo = tag.Barcode } });
    }

    private static ShauryapayReply Failed(string why) =>
        ShauryapayReply.Of("Tag replacement", new { response = new { msg = why, status = "failed", code = "11", errorCode = "A020", errorDesc = why } });
}
