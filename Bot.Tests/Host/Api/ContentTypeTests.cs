using System.Text.Json;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Api;

/// <summary>Every endpoint of the whole host that takes a body, as the API's own description lists them.</summary>
public sealed class ContentTypeTests
{
    private static readonly string?[] WrongTypes = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "nonsense", null];

    [Fact]
    public async Task A_body_that_is_said_to_be_no_json_is_refused_in_the_areas_own_words()
    {
        await using var host = await BotHost.StartAsync();
        var endpoints = await EndpointsAsync(host);
        endpoints.Select(endpoint => endpoint.Path).Should().Contain(["/api_v1/otp_send", "/agents/start", "/fastags/assign/vehicle_number"]);
        endpoints.Select(endpoint => endpoint.Path.Split('/')[1]).Distinct().Should().Contain(["api_v1", "agents", "fastags", "sessions", "vehicles"]);

        var wrong = new List<string>();
        foreach (var (method, path) in endpoints)
        {
            foreach (var type in WrongTypes)
            {
                using var content = new ByteArrayContent("{\"a\":1}"u8.ToArray());
                if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
                var (status, body) = await host.TextAsync(method, path, content);
                if (status is not (415 or 400) || !IsEnvelope(path, body)) wrong.Add($"{method} {path} with {type ?? "no type"}: {status} {body}");
            }
        }

        wrong.Should().BeEmpty();
    }

    /// <summary>HOM-i's errors say <c>success: false</c>, everybody else's <c>status: error</c>; each has a message.</summary>
    private static bool IsEnvelope(string path, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var says = path.StartsWith("/api", StringComparison.Ordinal)
                ? json.RootElement.GetProperty("success").ValueKind == JsonValueKind.False
                : json.RootElement.GetProperty("status").GetString() == "error";
            return says && json.RootElement.GetProperty("message").GetString() is { Length: > 0 };
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<List<(HttpMethod Method, string Path)>> EndpointsAsync(BotHost host)
    {
        using var described = JsonDocument.Parse((await host.TextAsync(HttpMethod.Get, "/openapi/v1.json")).Body);
        return
        [
            .. described.RootElement.GetProperty("paths").EnumerateObject()
                .Where(path => !path.Name.StartsWith("/webhooks", StringComparison.Ordinal) && !path.Name.StartsWith("/whatsapp", StringComparison.Ordinal))
                .SelectMany(path =>
                    path.Value.EnumerateObject().Where(operation => operation.Value.TryGetProperty("requestBody", out _))
                        .Select(operation => (
                            new HttpMethod(operation.Name.ToUpperInvariant()),
                            path.Name.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)))),
        ];
    }
}
