namespace Bot.Host.Api.Workflow;

/// <summary>The steps of Interakt's workflow over the flows that WhatsApp talks to: a table, and all there is to know of them.</summary>
internal static class WorkflowSteps
{
    public const string LoginFlow = "agent-login";
    public const string Menu = $"{LoginFlow}/agentMenu";

    private const string Assigning = "/fastags/assign";
    private const string Replacing = "/fastags/replace";
    private const string Photographing = "/fastags/tag-photo";

    private static readonly IReadOnlyDictionary<string, string> YesNo = Codes(("true", "yes"), ("false", "no"));

    public static WorkflowStep Start { get; } = new("/agents", "start", "An agent begins: sends the login OTP to their registered mobile number and opens a session.",
        new WorkflowField(["mobile_number"], $"{LoginFlow}/agentMobile"))
    { Aliases = ["verify-mobile"] };

    public static WorkflowStep VerifyOtp { get; } = new("/agents", "verify_otp", "Checks the agent's OTP. 'resend' as the OTP sends a new one.",
        new WorkflowField(["otp"], $"{LoginFlow}/agentOtp"));

    public static IReadOnlyList<WorkflowStep> Assign { get; } =
    [
        new(Assigning, "start", "Begins a registration.") { Opens = "assign" },
        new(Assigning, "vehicle_number", "The vehicle's registration number, or the 17 characters of its chassis number while it has none. Begins a registration where none is going on.",
            Of("vehicle_number", "vehicleNumber", "chassisNumber")) { Opens = "assign" },
        new(Assigning, "engine_number", "The last 5 characters of the engine number; not asked for where the vehicle goes by its chassis number.", Of("engine_number", "engineNumber")),
        new(Assigning, "vehicle-details", "Vehicle number and engine number in one.",
            Of("vehicle_number", "vehicleNumber", "chassisNumber"), Of("engine_number", "engineNumber")) { Opens = "assign" },
        new(Assigning, "user_mobile", "The customer's mobile number; sends them an OTP.", Of("user_mobile", "userMobile")),
        new(Assigning, "user_otp", "The customer's OTP. 'resend' sends a new one.",
            Of(["user_otp", "otp"], "userOtp") with { RetryOptions = Codes(("fastag-assign/lowWallet", "retry"), ("fastag-assign/otpDeclined", "retry")) }) { Aliases = ["verify-otp"] },
        new(Assigning, "vehicle_confirm", "Whether the vehicle that is registered under this number is the right one: yes, wrongNumber (the number is asked again) or differs (maker, model and descriptor are asked for). A workflow without this step is asked for them.",
            Of("vehicle_confirm", "vehicleSeen") with { Codes = Codes(("true", "yes"), ("false", "differs"), ("no", "differs"), ("wrong_number", "wrongNumber")) }),
        new(Assigning, "user_info", "Who the customer is. Any of the fields may come alone.",
            Of("first_name", "firstName") with { Passes = Codes(("fastag-assign/vehicleSeen", "differs")) }, Of("last_name", "lastName"), Of("dob", "dateOfBirth")),
        new(Assigning, "id_proof", "The customer's ID: pan, passport, drivingLicence or voterId (or 1 to 4), its number, and for a passport and a driving licence its expiry date.",
            Of(["id_type", "id_proof_type"], "idProofType") with { Codes = Codes(("driving_license", "drivingLicence"), ("driving_licence", "drivingLicence"), ("dl", "drivingLicence"), ("voter_id", "voterId"), ("voter", "voterId")) },
            Of(["id_number", "id_proof_number"], "panNumber", "passportNumber", "drivingLicenceNumber", "voterIdNumber"),
            Of("expiry_date", "idExpiry")),
        new(Assigning, "plan", "The plan: its name, its amount or its number in the list; as plan_id its id. Creates the customer's wallet.",
            Of(["plan", "plan_id"], "plan") with { ValueName = "plan_id" }),
        new(Assigning, "upload_image", "A photo: rc_front, rc_back, vehicle_front, vehicle_side, tag_fixed, in this order. JPEG or PNG of up to 5 MB in base64, with or without a data-URL prefix. tag_fixed may be left out with 'skip', and so may vehicle_side of a car.",
            Of("image_base64", "rcFront", "rcBack", "vehicleFront", "vehicleSide", "vehicleSideOfCar", "tagFixed") with { Photo = true }),
        new(Assigning, "images-done", "There is no photo of the fixed tag.", Of("done", "tagFixed") with { Constant = "skip" }),
        new(Assigning, "serial_number", "The last 4 digits of the tag's barcode.", Of("serial_number", "serialNumber")),
        new(Assigning, "barcode", "One of the barcodes that were offered, or its number in the list.", Of("barcode", "barcode")),
        new(Assigning, "vehicle_maker", "One of the makers that were offered, or its number. 'more' turns the page.", Of(["maker", "vehicle_maker"], "vehicleMaker")),
        new(Assigning, "vehicle_model", "One of the models that were offered; any text where the maker has none.", Of(["model", "vehicle_model"], "vehicleModel", "typedModel")),
        new(Assigning, "vehicle_descriptor", "One of the descriptors that were offered.", Of(["descriptor", "vehicle_descriptor"], "vehicleDescriptor")),
        new(Assigning, "confirm", "Yes issues the tag. No asks which answer to change: answer with its name here, or give its own step the new value.",
            new WorkflowField(["confirm"], "fastag-assign/confirm", WorkflowField.Edit) { Codes = YesNo }),
    ];

    public static IReadOnlyList<WorkflowStep> Replace { get; } =
    [
        new(Replacing, "start", "Begins a replacement.") { Opens = "replace" },
        new(Replacing, "verify-mobile", "The customer's mobile number. Begins a replacement where none is going on.",
            New(["user_mobile", "mobile_number"], "userMobile")) { Opens = "replace", Aliases = ["user_mobile"] },
        new(Replacing, "vehicle", "The vehicle's registration number.", New(["vehicle_number", "vehicle"], "vehicleNumber", "chassisNumber")) { Aliases = ["vehicle_number"] },
        new(Replacing, "reason", "Why: 1 tag damaged, 2 lost tag, 3 tag not working, 99 others with a description.",
            New(["reason"], "reason") with { Codes = Codes(("99", "others"), ("tag_damaged", "tagDamaged"), ("lost_tag", "lostTag"), ("tag_not_working", "tagNotWorking"), ("other", "others")) },
            New(["description", "reason_text", "reason_description"], "reasonText")),
        new(Replacing, "select-plan", "The plan: its name, its amount or its number in the list; as plan_id its id.",
            New(["plan", "plan_id"], "plan") with { ValueName = "plan_id" }) { Aliases = ["plan"] },
        new(Replacing, "select-barcode", "The new tag: one of the barcodes that were offered, or its number.", New(["barcode"], "barcode")) { Aliases = ["barcode"] },
        new(Replacing, "confirm", "Yes sends the customer an OTP. No asks which answer to change: answer with its name here, or give its own step the new value.",
            new WorkflowField(["confirm"], "fastag-replace/confirm", WorkflowField.Edit) { Codes = YesNo, RetryOptions = Codes(("fastag-replace/otpDeclined", "retry")) }),
        new(Replacing, "verify-otp", "The customer's OTP; the right one replaces the tag. 'resend' sends a new one.",
            New(["otp", "user_otp"], "userOtp") with { RetryOptions = Codes(("fastag-replace/lowWallet", "retry"), ("fastag-replace/otpDeclined", "retry")) }) { Aliases = ["user_otp"] },
    ];

    public static IReadOnlyList<WorkflowStep> TagPhoto { get; } =
    [
        new(Photographing, "vehicle", "The number of a vehicle whose tag was issued without a photo of it on the windscreen.",
            new WorkflowField(["vehicle_number", "vehicle"], "tag-photo/vehicleNumber", "tag-photo/chassisNumber")) { Opens = "tagPhoto", Aliases = ["vehicle_number"] },
        new(Photographing, "upload_image", "The photo of the fixed tag: JPEG or PNG of up to 5 MB in base64, with or without a data-URL prefix.",
            new WorkflowField(["image_base64"], "tag-photo/tagFixed") { Photo = true }),
    ];

    public static IReadOnlyList<WorkflowStep> All { get; } = [Start, VerifyOtp, .. Assign, .. Replace, .. TagPhoto];

    /// <summary>The step that answers a question; null when none does.</summary>
    public static WorkflowStep? Answering(string question) =>
        All.FirstOrDefault(step => step.Fields.Any(field => field.Constant is null && field.Answers(question)));

    private static WorkflowField Of(string name, params string[] states) => Of([name], states);

    private static WorkflowField Of(IReadOnlyList<string> names, params string[] states) => In("fastag-assign", names, states);

    private static WorkflowField New(IReadOnlyList<string> names, params string[] states) => In("fastag-replace", names, states);

    /// <summary>Where the partner would not send an OTP, the flow asks what to correct: any answer may be given again.</summary>
    private static WorkflowField In(string flow, IReadOnlyList<string> names, string[] states) =>
        new(names, [.. states.Select(state => $"{flow}/{state}")]) { RetryOptions = Codes(($"{flow}/otpDeclined", "correct")) };

    private static Dictionary<string, string> Codes(params ReadOnlySpan<(string Given, string Meant)> codes)
    {
        var dictionary = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (given, meant) in codes) dictionary[given] = meant;
        return dictionary;
    }
}
