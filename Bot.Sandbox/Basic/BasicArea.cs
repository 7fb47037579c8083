using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.Gateways.Partners.BasicApplication;
using Bot.Sandbox.Areas;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Basic;

/// <summary>The Basic Application API under <c>/sandbox/basic</c>. Checks every signature.</summary>
internal sealed class BasicArea(SandboxState state) : ISandboxArea
{
    // How far a request's clock may be off.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    public static AreaDefinition Definition { get; } = new(BasicApplicationGateway.Definition.Name, state => new BasicArea(state))
    {
        Refuse = message => Failure(400, message),
    };

    public BasicApplicationService Lender { get; } = new(state);

    public void Map(RouteGroupBuilder folder)
    {
        folder.MapPost("/api/v1/NewApplication/FullfilmentByBasic", CreateAsync);
        folder.MapGet("/api/v1/Application/Activity/GetActivity/{id}/{mobile}", (HttpRequest request, string id, string mobile) =>
        {
            if (!Signed(request, [])) return Failure(401, "Invalid signature");
            return Lender.Find(id, mobile) is { } application
                ? Results.Json(new { isSuccess = true, result = new { basicAppId = application.Id, latestStatus = application.Status } })
                : Failure(404, "Application not found");
        });
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted).ConfigureAwait(false);
        var body = buffer.ToArray();
        if (!Signed(request, body)) return Failure(401, "Invalid signature");

        if (Read(body) is not { } lead) return Failure(400, "The request is not valid");
        var application = Lender.Take(lead.Id, lead.Mobile, lead.LoanType, lead.Amount);
        return Results.Json(
            new
            {
                isSuccess = true,
                result = new { basicAppId = application.Id, id = application.RelationId, primaryBorrower = new { customerId = application.CustomerId } }
            });
    }

    private static (string Id, string Mobile, string LoanType, long Amount)? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var mobile = root.GetProperty("mobile").GetString() ?? "";
            return mobile.Length == 10 && root.GetProperty("loanAmountReq").TryGetInt64(out var amount)
                ? (root.GetProperty("id").GetString() ?? "", mobile, root.GetProperty("loanType").GetString() ?? "", amount)
                : null;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private bool Signed(HttpRequest request, ReadOnlySpan<byte> body)
    {
        if (request.Headers["UserId"] != BasicApplicationGateway.SandboxUserId) return false;
        if (!long.TryParse(request.Headers["CurrentTimestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)) return false;
        if ((state.Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(timestamp)).Duration() > Tolerance) return false;

        var expected = "Signature " + BasicApplicationSignature.Of(
            BasicApplicationGateway.SandboxUserId, BasicApplicationGateway.SandboxApiKey, timestamp, request.Method, new Uri(
                request.GetEncodedUrl()), request.Headers["Nonce"].ToString(), body);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()));
    }

    private static IResult Failure(int status, string message) => Results.Json(new { isSuccess = false, message }, statusCode: status);
}
