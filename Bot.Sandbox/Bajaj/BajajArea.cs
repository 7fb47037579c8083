using System.Text;
using System.Text.Json;
using Bot.Gateways.Channels;
using Bot.Gateways.Partners.Bajaj;
using Bot.Sandbox.Areas;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Bajaj;

/// <summary>The issuer's service for photos of tags under <c>/sandbox/bajaj</c>: takes and gives encrypted bodies alone, and asks for a token.</summary>
internal sealed class BajajArea(SandboxState state) : ISandboxArea
{
    public static AreaDefinition Definition { get; } = new(BajajGateway.Definition.Name, state => new BajajArea(state))
    {
        Refuse = message => Encrypted(Response(message)),
    };

    public BajajService Service { get; } = new(state);

    public void Map(RouteGroupBuilder folder)
    {
        var service = folder.MapGroup("/ftVasService/v1");
        service.MapPost("/tokenGeneration", async (HttpRequest request) =>
        {
            if (await ReadAsync(request).ConfigureAwait(false) is not { } body) return Clear(400, "Invalid request");
            if (!IsOurs(request, body)) return Encrypted(Response("Invalid channel"));
            lock (state.Gate) return Encrypted(new { response = Success, tokenResp = new { token = Service.NewToken() } });
        });
        Post("/uploadKYVImages", body => Service.Upload(body.At("documentDetails")));

        // What the issuer's answer has besides is not known, so it has nothing here either.
        Post("/checkStatusKYVImages", body => Service.IsKnown(body) ? null : "No images found");

        void Post(string path, Func<JsonElement, string?> fault) => service.MapPost(path, async (HttpRequest request) =>
        {
            lock (state.Gate)
            {
                if (!Service.Takes(request.Headers.Authorization.ToString())) return Clear(401, "Unauthorized");
            }

            if (await ReadAsync(request).ConfigureAwait(false) is not { } body) return Clear(400, "Invalid request");
            if (!IsOurs(request, body.At("regDetails"))) return Encrypted(Response("Invalid channel"));
            lock (state.Gate) return Encrypted(Response(fault(body)));
        });
    }

    private static async Task<JsonElement?> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        return BajajPayloads.ReadEncrypted(body, BajajGateway.SandboxEncryptionKey);
    }

    private static bool IsOurs(HttpRequest request, JsonElement stamp) =>
        request.Headers["aggr_channel"] == BajajGateway.SandboxChannel && stamp.Text("channel") == BajajGateway.SandboxChannel
        && stamp.Text("agentId") == BajajGateway.SandboxAgentId && stamp.Text("requestId").Length == 16 && stamp.Text("reqDateTime").Length == 23;

    private static object Success => new { msg = "Success", status = "success", code = "00", errorCode = "", errorDesc = "" };

    /// <param name="fault">Null for success.</param>
    private static object Response(string? fault) =>
        new { response = fault is null ? Success : new { msg = "Failed", status = "failed", code = "11", errorCode = "A001", errorDesc = fault } };

    private static IResult Encrypted(object answer) =>
        Results.Text(BajajCipher.Encrypt(JsonSerializer.SerializeToUtf8Bytes(answer), BajajGateway.SandboxEncryptionKey), "text/plain", Encoding.UTF8);

    private static IResult Clear(int status, string message) => Results.Json(new { message }, statusCode: status);
}
