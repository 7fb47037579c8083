using System.Globalization;
using Bot.Sandbox.Areas;
using Bot.Sandbox.State;

namespace Bot.Sandbox.Shauryapay;

/// <summary>Registrations step by step, each step refused where the one before is missing. All under the sandbox's lock.</summary>
internal sealed class ShauryapayRegistrations(SandboxState state, ShauryapayBank bank)
{
    private const int ChassisLength = 17;

    /// <summary>Of every vehicle; of one that is no car the side view too.</summary>
    private static readonly IReadOnlyList<string> NeededPhotos = ["RCFRONT", "RCBACK", "VEHICLEFRONT"];

    private readonly Dictionary<string, ShauryapayRegistration> _bySession = [];
    private readonly Dictionary<string, ShauryapayRegistration> _byVehicle = [];
    private readonly Dictionary<string, string> _mobileOfDocument = [];

    public ShauryapayReply GenerateOtp(SandboxFields fields)
    {
        if (fields.Missing("vehicle_number", "agent_id", "mobile_number") is { } missing) return ShauryapayReply.No($"{missing} is required");
        if (bank.Find(fields["agent_id"]) is not { } agent) return ShauryapayReply.No("Agent not found");
        if (fields["mobile_number"].Length != 10) return ShauryapayReply.No("Invalid mobile number");
        if (ChassisFault(fields) is { } fault) return ShauryapayReply.No(fault);
        if (_byVehicle.TryGetValue(fields["vehicle_number"], out var earlier) && earlier.SerialNo.Length > 0) return ShauryapayReply.No("Tag is already issued to this vehicle");

        var registration = new ShauryapayRegistration("REQ" + state.Chance.Digits(12), state.Chance.Uuid(), agent.Id, fields["vehicle_number"], fields["mobile_number"], state.Chance.Digits(6));
        _bySession[registration.SessionId] = registration;
        _byVehicle[registration.VehicleNumber] = registration;
        state.Codes.Reached(registration.Mobile, registration.Code);
        state.Ledger.Enter("customer code", registration.Mobile);
        return ShauryapayReply.Of("OTP sent successfully",
            new
            {
                requestId = registration.RequestId, sessionId = registration.SessionId, agent_id = agent.Id, vehicle_number = registration.VehicleNumber,
                mobile_number = registration.Mobile
            });
    }

    public ShauryapayReply ValidateOtp(SandboxFields fields)
    {
        if (Find(fields) is not { } registration || registration.RequestId != fields["requestId"] || Current(registration) != registration) return ShauryapayReply.No("Invalid session");
        if (registration.Code != fields["otp"]) return ShauryapayReply.No("Invalid OTP");
        if (bank.Find(registration.AgentId)!.Wallet < ShauryapayLists.LowestPrice) return ShauryapayReply.No("Insufficient wallet balance. Please recharge to continue.");

        registration.Verified = true;
        return ShauryapayReply.Of("OTP verified", VehicleOf(registration));
    }

    public ShauryapayReply UpdateCustomer(SandboxFields fields)
    {
        if (Find(fields) is not { Verified: true } registration) return ShauryapayReply.No("Invalid session");
        if (fields.Missing("name", "lastName", "dob", "docType", "docNo", "plan_id") is { } missing) return ShauryapayReply.No($"{missing} is required");
        if (!DateOnly.TryParseExact(fields["dob"], "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return ShauryapayReply.No("Invalid date of birth");
        if (fields["docType"] is not ("1" or "2" or "3" or "4")) return ShauryapayReply.No("Invalid document type");
        if (fields["docType"] is "2" or "4" && !fields.Has("expiryDate")) return ShauryapayReply.No("Expiry date is required");
        if (ShauryapayLists.PriceOf(fields["plan_id"]) is null) return ShauryapayReply.No("Invalid plan");

        var document = fields["docType"] + " " + fields["docNo"];
        if (_mobileOfDocument.TryGetValue(document, out var owner) && owner != registration.Mobile) return ShauryapayReply.No("ID proof is linked to another mobile number");

        _mobileOfDocument[document] = registration.Mobile;
        (registration.FirstName, registration.LastName) = (fields["name"], fields["lastName"]);
        (registration.DocType, registration.DocNumber, registration.PlanId) = (fields["docType"], fields["docNo"], fields["plan_id"]);
        return ShauryapayReply.Of("User Wallet Created Successfully", RowOf(registration));
    }

    public ShauryapayReply UploadDocument(SandboxFields fields)
    {
        if (Find(fields) is not { Verified: true } registration) return ShauryapayReply.No("Invalid session");

        var fault = SandboxImages.FaultOf(fields["imageType"], fields["image"]);
        if (fault is null) registration.Photos.Add(fields["imageType"]);
        return ShauryapayReply.Of("Document", new
        {
            response = new
            {
                msg = fault ?? "Document uploaded", status = fault is null ? "success" : "failed", code = fault is null ? "00" : "11", errorCode = fault is null ? "" : "A011",
                errorDesc = fault ?? ""
            },
            documentDetails = new { imageType = fields["imageType"], sessionId = registration.SessionId },
        });
    }

    /// <summary>Issues the tag: takes the barcode from the agent's stock and the plan's price from the wallet.</summary>
    public ShauryapayReply Issue(SandboxFields fields)
    {
        if (Find(fields) is not { Verified: true } registration || registration.VehicleNumber != fields["vehicle_number"]) return ShauryapayReply.No("Invalid session");
        if (registration.SerialNo.Length > 0) return ShauryapayReply.No("Tag is already issued to this vehicle");
        if (registration.PlanId.Length == 0) return ShauryapayReply.No("Customer details are missing");
        var needed = NeededPhotos.Concat(IsCar(registration) ? [] : ["VEHICLESIDE"]);
        if (needed.FirstOrDefault(photo => !registration.Photos.Contains(photo)) is { } missing) return ShauryapayReply.No($"{missing} is not uploaded");

        var agent = bank.Find(registration.AgentId)!;
        if (agent.Id != fields["agent_id"] || agent.Find(fields["serialNo"]) is not { } tag) return ShauryapayReply.No("Barcode is not available");
        var price = ShauryapayLists.PriceOf(registration.PlanId)!.Value;
        if (agent.Wallet < price) return ShauryapayReply.No("Low wallet amount, please recharge to proceed");

        tag.Used = true;
        agent.Wallet -= price;
        registration.SerialNo = tag.Barcode;
        state.Ledger.Enter("tag on vehicle", registration.VehicleNumber);
        state.Ledger.Enter("tag with barcode", tag.Barcode);
        return ShauryapayReply.Of("Tag registered successfully");
    }

    public ShauryapayReply DetailsByVehicle(SandboxFields fields) =>
        _byVehicle.TryGetValue(fields["vehicle_number"], out var registration) ? ShauryapayReply.Of("Customer details", RowOf(registration)) : ShauryapayReply.No("No record found");

    /// <summary>A replacement puts another tag on the vehicle, also on one that was registered elsewhere.</summary>
    public void Replaced(ShauryapayRegistration replacement, string barcode)
    {
        if (!_byVehicle.TryGetValue(replacement.VehicleNumber, out var registration)) _byVehicle[replacement.VehicleNumber] = registration = replacement;
        registration.SerialNo = barcode;
    }

    private ShauryapayRegistration? Find(SandboxFields fields) => _bySession.GetValueOrDefault(fields["sessionId"]);

    private ShauryapayRegistration? Current(ShauryapayRegistration registration) => _byVehicle.GetValueOrDefault(registration.VehicleNumber);

    /// <summary>A vehicle without a plate goes by its chassis number, and the last five characters of it say that it was not mistyped.</summary>
    internal static string? ChassisFault(SandboxFields fields)
    {
        var number = fields["vehicle_number"];
        if (fields["isChassis"] != "1") return number.Length == ChassisLength ? "Invalid vehicle number" : null;
        return number.Length == ChassisLength && number.EndsWith(fields["chassisNo"], StringComparison.Ordinal) && fields["chassisNo"].Length == 5 ? null : "Invalid chassis number";
    }

    private static bool IsCar(ShauryapayRegistration registration) => !registration.VehicleNumber.EndsWith("0005", StringComparison.Ordinal);

    /// <summary>
    /// What VAHAN has of a plate: of one that ends with 0007 nothing but that it exists, of one with 0008 the maker and no more, of the others all. One
    /// with 0005 is a light goods vehicle, the others are cars.
    /// </summary>
    private static object VehicleOf(ShauryapayRegistration registration)
    {
        var hasMaker = !registration.VehicleNumber.EndsWith("0007", StringComparison.Ordinal);
        var hasAll = hasMaker && !registration.VehicleNumber.EndsWith("0008", StringComparison.Ordinal);
        return VehicleOf(registration, hasMaker, hasAll);
    }

    private static object VehicleOf(ShauryapayRegistration registration, bool hasMaker, bool hasAll) => new
    {
        requestId = registration.RequestId, sessionId = registration.SessionId, agent_id = registration.AgentId, vehicleNo = registration.VehicleNumber,
        chassisNo = IsByChassis(registration) ? registration.VehicleNumber : "MA3ERLF1S00" + registration.RequestId[^6..], engineNo = "K12MN" + registration.RequestId[^7..],
        vehicleManuf = hasMaker ? (IsCar(registration) ? "MARUTI" : "TATA") : "", model = hasAll ? (IsCar(registration) ? "SWIFT" : "ACE") : "",
        vehicleColour = hasAll ? "WHITE" : "", type = IsCar(registration) ? "LMV" : "LGV", rtoStatus = "ACTIVE", isCommercial = "0",
        tagVehicleClassID = IsCar(registration) ? "4" : "5", npciVehicleClassID = IsCar(registration) ? "4" : "5",
        vehicleType = IsCar(registration) ? "Motor Car" : "Goods Carrier", rechargeAmount = "200.00", securityDeposit = "100.00", tagCost = "100.00", repTagCost = "100.00",
        walletStatus = "NE", kycStatus = "", walletId = "", isNationalPermit = "0", permitExpiryDate = "",
        stateOfRegistration = IsByChassis(registration) ? "" : registration.VehicleNumber[..Math.Min(2, registration.VehicleNumber.Length)],
        vehicleDescriptor = hasAll ? "PETROL" : "",
    };

    private static bool IsByChassis(ShauryapayRegistration registration) => registration.VehicleNumber.Length == ChassisLength;

    private static object RowOf(ShauryapayRegistration registration) => new
    {
        id = registration.RequestId[^6..], request_id = registration.RequestId, session_id = registration.SessionId, agent_id = registration.AgentId,
        name = registration.FirstName, lastName = registration.LastName, docType = registration.DocType, docNo = registration.DocNumber,
        vehicle_number = registration.VehicleNumber, mobile_number = registration.Mobile, plan_id = registration.PlanId,
        walletStatus = registration.PlanId.Length > 0 ? "Active" : "NE", serialNo = registration.SerialNo,
        tag_issue = registration.SerialNo.Length > 0 ? "1" : "0", status = "1", is_deleted = "0",
    };
}
