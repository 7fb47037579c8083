using Bot.Bench.Hosts;
using Bot.Engine;
using Bot.Engine.Abstractions;
using Bot.Gateways;
using Bot.Host.Settings;
using Bot.Host.Webhooks;
using Bot.Sandbox.Phones;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Bench.Fuzz;

/// <summary>
/// One channel's webhook: payloads as its provider writes them, then damaged; and what the channel's own reader, asked beside the host, makes of each.
/// </summary>
internal sealed class WebhookTarget(string name, SimulatedPhone phone, IChannel channel, string proofHeader) : IFuzzTarget
{
    private static readonly string[] ContentTypes = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/xml", ";;;", "\"", "*/*"];

    private static readonly string[] Methods = ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "FUZZ", "TRACE"];

    private static readonly string[] Texts = ["fastag", "hi", "1", "2", "lead", "menu", "back", "edit", "9876500001", "MH12AB1234", "yes", "नमस्ते", "cancel", "{otp}", "help", "human"];

    public string Name => name;

    public static IReadOnlyList<WebhookTarget> All { get; } = Create();

    private static WebhookTarget[] Create()
    {
        var settings = BotProcess.Settings(AppContext.BaseDirectory, port: 0, peerPort: 1);
        var gateways = new ServiceCollection().AddSingleton(TimeProvider.System).AddInMemoryStore()
            .AddGateways(BotConfiguration.From(settings, AppContext.BaseDirectory, AppContext.BaseDirectory)).BuildServiceProvider();
        var channels = gateways.GetServices<IChannel>().ToDictionary(channel => channel.Name, StringComparer.Ordinal);
        return
        [
            new("gupshup", new GupshupPhone("bench-token", "Bench"), channels["gupshup"], "X-Webhook-Token"),
            new("meta", new MetaPhone(BotProcess.AppSecret, BotProcess.PhoneNumberId), channels["meta"], "X-Hub-Signature-256"),
            new("interakt", new InteraktPhone("bench"), channels["interakt"], "Interakt-Signature"),
        ];
    }

    public FuzzedCall Make(int index, Random random)
    {
        var act = new PhoneAct(Mutation.NumberOf(index), "Asha Rao", $"wamid.fuzz{index}", DateTimeOffset.UtcNow);
        var call = random.Next(8) switch
        {
            0 => phone.Tap(act, "agentMenu@1#assign", "Assign a FASTag", list: random.Next(2) == 0),
            1 => phone.Image(act, "media-1", "http://127.0.0.1:1/media-1", "image/jpeg"),
            2 => phone.Sticker(act, "media-2", "http://127.0.0.1:1/media-2"),
            3 => phone.Status(act.From, $"out{index}", DeliveryStatus.Delivered, act.At),
            _ => phone.Text(act, Texts[random.Next(Texts.Length)]),
        };
        var body = Mutation.Of(call.Body, random);
        var headers = new List<(string, string)> { ("Content-Type", random.Next(12) == 0 ? ContentTypes[random.Next(ContentTypes.Length)] : "application/json") };
        if (Proof(call, body, random) is { } proof) headers.Add((proofHeader, proof));
        if (random.Next(200) == 0) headers.Add(("X-Long", new string('x', random.Next(100, 20_000))));
        return new(
            random.Next(30) == 0 ? Methods[random.Next(Methods.Length)] : "POST",
            random.Next(25) switch { 0 => "/webhook", 1 => $"/webhooks/{name}?token=%00%ff&hub.mode=subscribe&hub.challenge=<script>", _ => call.Path },
            headers, body, Chunked: random.Next(10) == 0);
    }

    /// <summary>Messages that the call rightly brings; none when it proves nothing, is no POST, or cannot be read.</summary>
    public IReadOnlyList<MessageReceived> Brings(FuzzedCall call)
    {
        if (call.Method != "POST" || call.Body.Length > WebhookEndpoint.BodyLimit) return [];

        var request = new WebhookRequest(call.Body, call.Header, _ => "");
        var common = call.Target == "/webhook";
        return common && !channel.Recognises(request) || !channel.IsAuthentic(request)
            ? []
            : [.. channel.Read(request).Events.OfType<MessageReceived>().Where(NeedsAnswer)];
    }

    /// <summary>Reactions and a provider's own notices leave nothing behind.</summary>
    private static bool NeedsAnswer(MessageReceived message) => message.Content is not (ReactionReceived or OtherReceived { Kind: "system" or "request_welcome" });

    public IEnumerable<string> Faults(FuzzedCall call, int status)
    {
        // A server that hangs up on a body it will not read may cut off its own answer.
        if (status >= 500 || (status == 0 && call.Body.Length <= WebhookEndpoint.BodyLimit)) yield return $"was answered with {(status == 0 ? "nothing" : status)}";
        else if (call.Method == "POST" && Brings(call).Count > 0 && status is not 200 && call.Header("X-Long").Length == 0) yield return $"brought a message and was answered with {status}";
    }

    /// <summary>The signature that fits in most cases; else of the body before it was damaged, of nothing, or none.</summary>
    private string? Proof(WebhookCall call, byte[] body, Random random)
    {
        var before = call.Headers.Values.Single();
        var fits = before.StartsWith("sha256=", StringComparison.Ordinal) ? Signed(body) : before;
        return random.Next(24) switch
        {
            0 => null,
            1 => before,
            2 => "sha256=" + new string('0', 64),
            3 => new string((char)random.Next(33, 255), random.Next(1, 3000)),
            4 => fits.ToUpperInvariant(),
            _ => fits,
        };
    }

    private string Signed(byte[] body)
    {
        var key = name == "meta" ? BotProcess.AppSecret : "bench";
        return "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key), body));
    }
}

/// <summary>Something of the host that takes requests.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>The call of an index: the same chance makes the same call.</summary>
    FuzzedCall Make(int index, Random random);

    /// <summary>Messages it rightly brings.</summary>
    IReadOnlyList<MessageReceived> Brings(FuzzedCall call);

    /// <summary>What is wrong with an answer to it.</summary>
    IEnumerable<string> Faults(FuzzedCall call, int status);
}
