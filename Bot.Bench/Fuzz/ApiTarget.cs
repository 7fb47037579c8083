using System.Text;
using Bot.Bench.Hosts;
using Bot.Engine.Abstractions;

namespace Bot.Bench.Fuzz;

/// <summary>The JSON endpoints for other programs: HOM-i, the workflow's steps and the back office.</summary>
internal sealed class ApiTarget : IFuzzTarget
{
    private const int LargestBody = 1024 * 1024;

    private static readonly (string Method, string Path, string Body)[] Endpoints =
    [
        ("POST", "/api_v1/otp_send", """{"phone_number":"9876500001","name":"Asha Rao","channel":"whatsapp","otp_type":"lead"}"""),
        ("POST", "/api_v1/otp_verify", """{"phone_number":"9876500001","otp":"1234"}"""),
        ("POST", "/api_v1/otp_resend", """{"phone_number":"9876500001"}"""),
        ("POST", "/api_v1/lead_create", """{"first_name":"Asha","last_name":"Rao","mobile_number":"9876500001","email":"a@example.com","pan_number":"ABCPD1234E","gender":"Female","loan_type":"personal_loan","loan_amount":500000,"loan_tenure":5,"pin_code":"411001","date_of_birth":"15/06/1990"}"""),
        ("POST", "/api_v1/lead_status", """{"mobile_number":"9876500001","application_id":"A1"}"""),
        ("POST", "/agents/start", """{"mobile_number":"9876500001"}"""),
        ("POST", "/agents/verify-otp", """{"session_id":"s","otp":"1234"}"""),
        ("POST", "/fastags/assign/vehicle", """{"session_id":"s","vehicle_number":"MH12AB1234"}"""),
        ("POST", "/agents", """{"name":"Asha Rao","mobile_number":"9876500001","wallet_balance":5000}"""),
        ("PUT", "/agents/1", """{"name":"Asha Rao"}"""),
        ("POST", "/vehicles", """{"vehicle_number":"MH12AB1234","engine_number":"12345"}"""),
        ("POST", "/fastags", """{"barcode":"608116-001-0001234"}"""),
        ("GET", "/agents?page=1&limit=10", "{}"),
        ("GET", "/sessions?limit=99999999999999999999&after=%00", "{}"),
    ];

    public string Name => "api";

    public FuzzedCall Make(int index, Random random)
    {
        var (method, path, body) = Endpoints[random.Next(Endpoints.Length)];
        var type = random.Next(10) switch { 0 => "text/plain", 1 => "application/json; charset=utf-16", 2 => "", 3 => "\0", _ => "application/json" };
        var headers = new List<(string, string)>();
        if (type.Length > 0 && type != "\0") headers.Add(("Content-Type", type));
        if (random.Next(20) > 0) headers.Add(("X-API-Key", BotProcess.ApiKey));
        if (random.Next(10) == 0) headers.Add(("Idempotency-Key", new string((char)random.Next(33, 127), random.Next(1, 300))));
        return new(random.Next(40) == 0 ? "PATCH" : method, path, headers, Mutation.Of(Encoding.UTF8.GetBytes(body), random), Chunked: random.Next(10) == 0);
    }

    public IReadOnlyList<MessageReceived> Brings(FuzzedCall call) => [];

    public IEnumerable<string> Faults(FuzzedCall call, int status)
    {
        // A server that hangs up on a body it will not read may cut off its own answer.
        if (status >= 500 || (status == 0 && call.Body.Length < LargestBody)) yield return $"was answered with {(status == 0 ? "nothing" : status)}";
        if (status == 405 && call.Method == "POST") yield return "was answered 405, though POST is its method";
    }
}
