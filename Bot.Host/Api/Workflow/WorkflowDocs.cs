using System.Text.Json.Nodes;
using Bot.Host.Api.Docs;
using Microsoft.AspNetCore.Http.Metadata;

namespace Bot.Host.Api.Workflow;

/// <summary>What the API's description says about the steps.</summary>
internal static class WorkflowDocs
{
    private const string Session = "3f9b2c71d04e5a6f8b1c";

    private const string Again = "Answers within 8 seconds. While a partner has not answered: status success, data.working true; the same step again brings the result. A step that does not fit answers with the question at hand and changes nothing. A header Idempotency-Key makes a repeated call one with the first.";

    /// <summary>A value for each field, as a person would give it.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["mobile_number"] = "9876543210",
        ["otp"] = "4829",
        ["user_otp"] = "482913",
        ["vehicle_number"] = "MH12AB1234",
        ["engine_number"] = "48213",
        ["user_mobile"] = "9876500009",
        ["vehicle_confirm"] = "yes",
        ["first_name"] = "Ravi",
        ["last_name"] = "Kumar",
        ["dob"] = "15-06-1990",
        ["id_type"] = "PAN",
        ["id_number"] = "ABCPD1234E",
        ["expiry_date"] = "31-03-2035",
        ["plan"] = "400 Plan",
        ["image_base64"] = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
        ["serial_number"] = "1234",
        ["barcode"] = "608116-001-0001234",
        ["maker"] = "MARUTI",
        ["model"] = "SWIFT",
        ["descriptor"] = "Petrol",
        ["confirm"] = "Yes",
        ["reason"] = "99",
        ["description"] = "Windscreen was replaced",
    };

    public static void Describe(RouteHandlerBuilder route, WorkflowStep step)
    {
        route.WithTags(TagOf(step)).WithName(step.Path.Trim('/').Replace('/', '_').Replace('-', '_')).WithSummary(step.Says).WithDescription(Again)
            .WithMetadata(new AcceptsMetadata(["application/json"], typeof(Dictionary<string, string>)))
            .WithExample(null, "request", RequestOf(step));
        Answers(route, 200, "success", """{"status":"success","message":"Got it ✅Share the last 5 digits of engine no.","session_id":"3f9b2c71d04e5a6f8b1c","options":[],"data":{"state":"engineNumber","next_step":"/fastags/assign/engine_number","agent_id":"1","agent_name":"Asha Rao","wallet_balance":5000,"fastags_left":10,"vehicle_number":"MH12AB1234"}}""");
        Answers(route, 200, "again", """{"status":"error","message":"That does not look like a vehicle number. Please type it as on the number plate, e.g. MH12AB1234","session_id":"3f9b2c71d04e5a6f8b1c","options":[],"data":{"state":"vehicleNumber","next_step":"/fastags/assign/vehicle_number"}}""");
        Answers(route, 200, "working", """{"status":"success","message":"One moment please, I am still working on your last message.","session_id":"3f9b2c71d04e5a6f8b1c","options":[],"data":{"state":"sendUserOtp","working":true}}""");
        Answers(route, 400, "json", """{"status":"error","message":"The body is not valid JSON.","session_id":""}""");
        Answers(route, 401, "key", """{"status":"error","message":"An API key is needed: send it as X-API-Key or as Authorization: Bearer.","session_id":""}""");
        Answers(route, 403, "scope", """{"status":"error","message":"This key does not allow fastag.","session_id":""}""");
        Answers(route, 413, "large", """{"status":"error","message":"The body is too large.","session_id":""}""");
        Answers(route, 500, "internal", """{"status":"error","message":"Something went wrong on our side; it is in the log under 0HN7. The same step may be sent again.","session_id":""}""");
        Answers(route, 422, "missing", $$"""{"status":"error","message":"{{(step == WorkflowSteps.Start || step == WorkflowSteps.VerifyOtp ? "mobile_number" : "session_id")}} is required.","session_id":""}""");
        if (step != WorkflowSteps.Start) Answers(route, 404, "unknown", """{"status":"error","message":"Session not found or has expired.","session_id":"3f9b2c71d04e5a6f8b1c"}""");
    }

    private static string TagOf(WorkflowStep step) => step.Area switch
    {
        "/agents" => "Workflow: agent",
        "/fastags/assign" => "Workflow: assign",
        "/fastags/tag-photo" => "Workflow: tag photo",
        _ => "Workflow: replace",
    };

    private static string RequestOf(WorkflowStep step)
    {
        var body = new JsonObject();
        if (step == WorkflowSteps.VerifyOtp) body["mobile_number"] = Values["mobile_number"];
        else if (step != WorkflowSteps.Start) body["session_id"] = Session;
        foreach (var field in step.Fields.Where(field => field.Constant is null))
        {
            if (field.Photo) body["image_type"] = "rc_front";
            body[field.Name] = step.Name == "verify-otp" && field.Name == "otp" ? Values["user_otp"] : Values[field.Name];
        }
        return body.ToJsonString();
    }

    private static void Answers(RouteHandlerBuilder route, int status, string name, string example) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(WorkflowEnvelope), ["application/json"])).WithExample(status, name, example);
}
