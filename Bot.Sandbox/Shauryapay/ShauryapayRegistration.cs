namespace Bot.Sandbox.Shauryapay;

/// <summary>One vehicle's registration, from the first code to the tag.</summary>
internal sealed class ShauryapayRegistration(string requestId, string sessionId, string agentId, string vehicleNumber, string mobile, string code)
{
    public string RequestId => requestId;

    public string SessionId => sessionId;

    public string AgentId => agentId;

    public string VehicleNumber => vehicleNumber;

    public string Mobile => mobile;

    public string Code => code;

    public bool Verified { get; set; }

    public string FirstName { get; set; } = "";

    public string LastName { get; set; } = "";

    public string DocType { get; set; } = "";

    public string DocNumber { get; set; } = "";

    public string PlanId { get; set; } = "";

    public HashSet<string> Photos { get; } = [];

    /// <summary>Barcode of the tag once it is issued.</summary>
    public string SerialNo { get; set; } = "";
}
