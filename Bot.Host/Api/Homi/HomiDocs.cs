using Bot.Host.Api.Docs;

namespace Bot.Host.Api.Homi;

/// <summary>What the API's description says about this area.</summary>
internal static class HomiDocs
{
    private const string Phone = """{"phone_number":"9876543210"}""";

    public static void Send(RouteHandlerBuilder route) => Issue(route, "otp_send", "Send an OTP", "Sends a 6-digit code over WhatsApp. It is good for one use within OTP_EXPIRY_MINUTES. While one is out another is refused with 409. Also served at /api/v1/otp/send.", "OTP sent successfully")
        .Answers(409, "active", Error("OTP already sent. Please wait for expiry or use resend endpoint.", "An OTP for this number is neither used nor expired.", "otp_active"));

    public static void Resend(RouteHandlerBuilder route) => Issue(route, "otp_resend", "Send another OTP", "Sends a new code, which replaces the one before: not sooner than OTP_RESEND_SECONDS after the last one, and at most 5 per number and hour. Also served at /api/v1/otp/resend.", "OTP resent successfully");

    public static void Verify(RouteHandlerBuilder route) => Start(route, "otp_verify", "Verify an OTP", "A right code is used up. 5 wrong tries end a code, 10 per number and hour are the limit. Also served at /api/v1/otp/verify.")
        .Asks<OtpVerification>("""{"phone_number":"9876543210","otp":"123456"}""")
        .Answers<OtpAnswer>("""{"success":true,"message":"OTP verified successfully","data":{"phone_number":"9876543210"}}""")
        .Answers(400, "wrong", """{"success":false,"message":"Invalid OTP","data":{"phone_number":"9876543210","error":"4 tries left.","code":"otp_wrong","tries_left":4}}""")
        .Answers(404, "none", Error("OTP not found or expired", "None is out for this number, or it is used, expired, replaced or was tried too often. Send a new one.", "otp_not_found"))
        .Answers(422, "missing", Invalid("otp", "OTP is required"))
        .Answers(429, "tries", Error("Too many wrong attempts", "This number may be verified again later.", "otp_too_many_tries", 1800))
        .Answers(503, "away", Error("The service is not available at the moment", "The database cannot be reached; send the same request again later.", "database_away", 5));

    public static void Delivery(RouteHandlerBuilder route) => Start(route, "otp_status", "How far an OTP came", "The answer of otp_send and otp_resend names this address in its header Location. accepted: the provider has it, and told nothing since; then queued, sent, delivered, read, or failed. A failed OTP is void at once, and another one may be sent.")
        .Answers<OtpStatusAnswer>("""{"success":true,"message":"OTP status","data":{"reference":"0193a5c0f3f07d6f9b1d0c2f6a1e4b77","status":"delivered"}}""")
        .Answers(503, "away", Plain("The service is not available at the moment", "The state of the message cannot be looked up; ask again later.", "database_away", 5));

    public static void Create(RouteHandlerBuilder route) => Start(route, "lead_create", "Create a loan lead", "The same body within 24 hours, or the same Idempotency-Key (header), is the same lead: it is safe to send a request again. `notice` is there when the applicant gets no WhatsApp message: `opted_out`, they wrote STOP. Every faulty field is named at once. The consent of the person is kept and shown under /consents; without one the answer has the header Consent-Required, and with LEAD_CONSENT_REQUIRED=true it is 422.")
        .Asks<LeadRequest>("""{"loan_type":"home_loan","loan_amount":5000000,"loan_tenure":20,"pan_number":"ABCDE1234F","first_name":"John","last_name":"Doe","gender":"Male","mobile_number":"9876543210","email":"john.doe@example.com","dob":"15/06/1990","pin_code":"400001","consent":{"given":true,"at":"2026-11-28T10:15:00+05:30","lender":"Basic Home Loan","purpose":"loan application and credit score","version":"2026-11","language":"en"}}""")
        .Answers<LeadCreatedAnswer>("""{"basic_application_id":"APP123456789","message":"Lead Created Successfully."}""")
        .WithExample(200, "opted_out", """{"basic_application_id":"APP123456789","message":"Lead Created Successfully.","notice":"opted_out"}""")
        .Answers(400, "declined", Plain("The lender declined this lead", "The lender does not take this application.", "lead_declined"))
        .Answers(403, "restricted", Plain("No lead can be created for this person", "The person's data are being erased here. Nothing was created; ask again once the erasure is done or withdrawn.", "person_restricted"))
        .Answers(409, "in_progress", Plain("This lead is being created", "The same request is under way; send it again later for its result.", "lead_in_progress", 20))
        .Answers(422, "fields", """{"success":false,"message":"Invalid loan type; Loan amount must be greater than 0","data":{"error":"Correct these fields: loan_type, loan_amount.","code":"invalid_fields","errors":{"loan_type":"Invalid loan type","loan_amount":"Loan amount must be greater than 0"}}}""")
        .Answers(502, "lost", Plain("The lender's answer was lost", "The lead may exist. Send the same request again later: it never creates a second one.", "lead_pending", 30))
        .Answers(503, "unavailable", Plain("The lender is not available", "Nothing was created; send the same request again later.", "lead_unavailable", 30));

    public static void Status(RouteHandlerBuilder route) => Start(route, "lead_status", "Where a loan lead stands", "By mobile number (its newest lead), application id or both. The applicant gets the status over WhatsApp too, at most once a minute; `notice` is there when they do not: `opted_out`, they wrote STOP.")
        .Asks<LeadStatusRequest>("""{"mobile_number":"9876543210"}""")
        .WithExample(null, "application", """{"basic_application_id":"APP123456789"}""")
        .Answers<LeadStatusAnswer>("""{"status":"Under Review","message":"Your lead status is: Under Review"}""")
        .WithExample(200, "opted_out", """{"status":"Under Review","message":"Your lead status is: Under Review","notice":"opted_out"}""")
        .Answers(400, "neither", Plain("Either mobile number or basic application ID must be provided", "Give mobile_number, basic_application_id or both.", "no_identifier"))
        .Answers(404, "unknown", """{"success":false,"message":"We couldn’t find your details. You can track your application manually at: https://www.basichomeloan.com/track-your-application","data":{"error":"There is no such lead.","code":"lead_not_found","status":"Not Found"},"status":"Not Found"}""")
        .Answers(422, "mobile", Invalid("mobile_number", "Mobile number must be 10 digits beginning with 6 to 9, with or without +91, 91, 0091 or 0 before them"))
        .Answers(503, "unavailable", Plain("The lender is not available", "Ask again later.", "lead_unavailable", 30));

    private static RouteHandlerBuilder Issue(RouteHandlerBuilder route, string name, string summary, string description, string done) =>
        Start(route, name, summary, description)
        .Asks<OtpRequest>(Phone)
        .Answers<OtpAnswer>($$$"""{"success":true,"message":"{{{done}}}","data":{"phone_number":"9876543210"}}""")
        .WithExample(200, "sandbox", $$$"""{"success":true,"message":"{{{done}}}","data":{"phone_number":"9876543210","otp":"123456"}}""")
        .Answers(400, "number", """{"success":false,"message":"Invalid phone number format","data":{"phone_number":"788888888","error":"An Indian mobile number has 10 digits beginning with 6 to 9, with or without +91, 91, 0091 or 0 before them.","code":"bad_number"}}""")
        .Answers(403, "opted_out", Error("Failed to send OTP", "The person wants no WhatsApp messages from this business (STOP); they can undo it by writing START.", "otp_opted_out"))
        .Answers(422, "missing", Invalid("phone_number", "Phone number is required"))
        .Answers(429, "too_soon", Error("Please wait before requesting another OTP", "The last OTP was sent to this number only just now.", "otp_too_soon", 27))
        .Answers(502, "refused", Error("Failed to send OTP", "The messaging provider did not take the message.", "otp_not_sent"))
        .Answers(503, "unavailable", Error("Failed to send OTP", "The messaging provider is not available; try again later.", "otp_provider_unavailable", 30))
        .WithExample(503, "day_limit", Error("Failed to send OTP", "This service has sent as many OTPs as it may in a day.", "otp_day_limit", 3600));

    private static RouteHandlerBuilder Start(RouteHandlerBuilder route, string name, string summary, string description) => route
        .WithName(name).WithSummary(summary).WithDescription(description)
        .Answers(401, "no_key", Plain("An API key is needed: send it as X-API-Key or as Authorization: Bearer.", "Keys are set in API_KEYS.", "key_missing"))
        .Answers(403, "scope", Plain("This key does not allow otp.", "Keys are set in API_KEYS.", "key_not_allowed"))
        .Answers(413, "large", Plain("The body is too large", "At most 65536 bytes.", "too_large"))
        .Answers(415, "not_json", Plain("The body must be JSON", "Send Content-Type: application/json.", "not_json"))
        .Answers(500, "internal", """{"success":false,"message":"Internal Server Error","data":{"error":"It is in the log under this reference. The same request may be sent again.","code":"internal","reference":"0HN7K3"}}""");

    private static RouteHandlerBuilder Asks<T>(this RouteHandlerBuilder route, string example)
        where T : notnull
    {
        route.WithMetadata(new Microsoft.AspNetCore.Http.Metadata.AcceptsMetadata(["application/json"], typeof(T)));
        return route.WithExample(null, "request", example);
    }

    private static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, string example) => route.Answers<T>(200, "ok", example);

    private static RouteHandlerBuilder Answers(this RouteHandlerBuilder route, int status, string name, string example) =>
        route.Answers<ErrorAnswer>(status, name, example);

    private static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, int status, string name, string example) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"])).WithExample(status, name, example);

    private static string Error(string message, string error, string code, int? retryAfter = null) => Body(message, "\"phone_number\":\"9876543210\",", error, code, retryAfter);

    private static string Plain(string message, string error, string code, int? retryAfter = null) => Body(message, "", error, code, retryAfter);

    private static string Body(string message, string phone, string error, string code, int? retryAfter) =>
        $$$$"""{"success":false,"message":"{{{{message}}}}","data":{{{{{phone}}}}"error":"{{{{error}}}}","code":"{{{{code}}}}"{{{{(retryAfter is null ? "" : $",\"retry_after\":{retryAfter}")}}}}}}""";

    private static string Invalid(string field, string fault) =>
        $$$$"""{"success":false,"message":"{{{{fault}}}}","data":{"error":"Correct these fields: {{{{field}}}}.","code":"invalid_fields","errors":{"{{{{field}}}}":"{{{{fault}}}}"}}}""";
}
