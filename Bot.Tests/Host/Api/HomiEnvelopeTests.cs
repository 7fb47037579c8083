using System.Net.Http.Headers;
using System.Text;

namespace Bot.Tests.Host.Api;

public sealed class HomiEnvelopeTests
{
    public static TheoryData<string> Paths => ["/api_v1/otp_send", "/api_v1/otp_resend", "/api_v1/otp_verify", "/api_v1/lead_create", "/api_v1/lead_status", "/api/v1/otp/send", "/api/v1/otp/resend", "/api/v1/otp/verify"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_error_is_in_the_envelope(string path)
    {
        await using var host = await HomiHost.StartAsync();

        foreach (var broken in new[] { "{", "nonsense", "{\"phone_number\":\"9876543210\"", "{\"a\":1,\"a\":2}", "{} {}", "[[[[[[[[[[]]]]]]]]]]", "{\"\\ud800\":1}", "{\"a\":1,\"\\udc00\":1}" })
            (await host.PostAsync(path, broken)).ShouldBeError(400, "broken_json");
        foreach (var other in new[] { "[]", "null", "\"text\"", "1" })
            (await host.PostAsync(path, other)).ShouldBeError(422, "invalid_fields");
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded" })
            (await host.SendAsync(HttpMethod.Post, path, new StringContent("{}", Encoding.UTF8, type))).ShouldBeError(415, "not_json");
        (await host.SendAsync(HttpMethod.Post, path, null)).ShouldBeError(415, "not_json");
        (await host.PostAsync(path, "{\"a\":\"" + new string('x', 70_000) + "\"}")).ShouldBeError(413, "too_large");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
            (await host.SendAsync(method, path, null)).ShouldBeError(405, "method_not_allowed");
    }

    [Theory]
    [InlineData("/api_v1/otp_send")]
    [InlineData("/api_v1/otp_verify")]
    [InlineData("/api_v1/lead_create")]
    public async Task Missing_null_and_ill_typed_fields_are_named(string path)
    {
        await using var host = await HomiHost.StartAsync();
        var field = path.EndsWith("create", StringComparison.Ordinal) ? "mobile_number" : "phone_number";

        foreach (var body in new[] { "", "{}", $$"""{"{{field}}":null}""", $$"""{"{{field}}":9876543210}""", $$"""{"{{field}}":["x"]}""", $$"""{"{{field}}":"\ud800"}""" })
            (await host.PostAsync(path, body)).ShouldBeError(422, "invalid_fields").Json.GetProperty("data").GetProperty("errors").TryGetProperty(field, out _).Should().BeTrue(body);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_no_string()
    {
        await using var host = await HomiHost.StartAsync();
        var content = new ByteArrayContent([.. "{\"phone_number\":\""u8, 0xFF, 0xFE, .. "\"}"u8]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        var answer = await host.SendAsync(HttpMethod.Post, "/api_v1/otp_send", content);

        answer.Status.Should().BeOneOf(400, 422);
        answer.Json.GetProperty("success").GetBoolean().Should().BeFalse();
    }

    [Theory]
    [InlineData("/api_v1")]
    [InlineData("/api_v1/")]
    [InlineData("/api_v1/otp_sent")]
    [InlineData("/api_v1/otp_send/more")]
    [InlineData("/api/v1/otp/forget")]
    public async Task A_path_that_is_not_there_is_in_the_envelope(string path)
    {
        await using var host = await HomiHost.StartAsync();

        (await host.SendAsync(HttpMethod.Get, path, null)).ShouldBeError(404, "no_such_path");
        (await host.PostAsync(path, "{}")).ShouldBeError(404, "no_such_path");
    }

    [Fact]
    public async Task What_we_did_not_foresee_is_in_the_envelope_without_its_details()
    {
        await using var host = await HomiHost.StartAsync();
        host.Records.Before = _ => throw new InvalidOperationException("secret of the database");

        var answer = (await host.SendOtpAsync()).ShouldBeError(500, "internal");

        answer.Body.Should().NotContain("secret of the database");
        answer.Json.GetProperty("data").GetProperty("reference").GetString().Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_caller_without_a_key_or_with_another_ones_is_refused_in_the_envelope()
    {
        await using var host = await HomiHost.StartAsync(keys: true);

        (await host.SendOtpAsync()).ShouldBeError(401, "key_missing");
        (await host.PostAsync("/api_v1/lead_status", "{}", ("X-API-Key", "otp-key"))).ShouldBeError(403, "key_not_allowed");
        host.Outbox.Sent.Should().BeEmpty();
    }
}
