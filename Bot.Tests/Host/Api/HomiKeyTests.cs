using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Api;

/// <summary>The HOM-i API of the whole host, guarded by the product's own keys.</summary>
[Collection(OnGuardedHost.Name)]
public sealed class HomiKeyTests(GuardedHost guarded)
{
    private static int _phones;

    [Theory]
    [InlineData("/api_v1/otp_send")]
    [InlineData("/api_v1/otp_resend")]
    [InlineData("/api_v1/otp_verify")]
    [InlineData("/api_v1/lead_create")]
    [InlineData("/api_v1/lead_status")]
    [InlineData("/api/v1/otp/send")]
    [InlineData("/api/v1/otp/resend")]
    [InlineData("/api/v1/otp/verify")]
    public async Task Without_a_key_and_with_a_wrong_one_nothing_is_done(string path)
    {
        // Wrong keys are counted by address: each path has its own.
        using var client = LoopbackClient.From($"127.0.1.{path.Length}", guarded.Host.Address);
        foreach (var key in new[] { "", "a-key-that-is-none", GuardedHost.AnyKey[..^1], GuardedHost.AnyKey.ToUpperInvariant() })
            ShouldBeRefused(await guarded.Host.PostAsync(path, new { phone_number = NewPhone() }, key, client), 401);
    }

    [Theory]
    [InlineData("/api_v1/otp_send", GuardedHost.LeadsKey)]
    [InlineData("/api_v1/otp_resend", GuardedHost.LeadsKey)]
    [InlineData("/api_v1/otp_verify", GuardedHost.LeadsKey)]
    [InlineData("/api/v1/otp/send", GuardedHost.LeadsKey)]
    [InlineData("/api_v1/lead_create", GuardedHost.OtpKey)]
    [InlineData("/api_v1/lead_status", GuardedHost.OtpKey)]
    public async Task A_key_without_the_scope_is_refused(string path, string key) =>
        ShouldBeRefused(await guarded.Host.PostAsync(path, new { phone_number = NewPhone() }, key), 403);

    [Theory]
    [InlineData(GuardedHost.OtpKey)]
    [InlineData(GuardedHost.AnyKey)]
    public async Task A_key_for_codes_sends_and_verifies_one(string key)
    {
        var phone = NewPhone();

        var (status, body) = await guarded.Host.PostAsync("/api_v1/otp_send", new { phone_number = phone }, key);

        status.Should().Be(200, body.ToString());
        var code = body.GetProperty("data").GetProperty("otp").GetString();
        (await guarded.Host.PostAsync("/api_v1/otp_verify", new { phone_number = phone, otp = code }, key)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(GuardedHost.LeadsKey)]
    [InlineData(GuardedHost.AnyKey)]
    public async Task A_key_for_leads_is_let_in_to_leads(string key) =>
        (await guarded.Host.PostAsync("/api_v1/lead_status", new { mobile_number = NewPhone() }, key)).Status.Should().Be(404, "there is no such lead, which only who is let in hears");

    [Fact]
    public async Task The_key_may_come_as_a_bearer_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api_v1/otp_send") { Content = JsonContent.Create(new { phone_number = NewPhone() }) };
        request.Headers.Authorization = new("Bearer", GuardedHost.OtpKey);

        using var response = await guarded.Host.Client.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refusal_says_how_to_show_a_key()
    {
        using var response = await guarded.Host.Client.PostAsJsonAsync("/api_v1/otp_send", new { phone_number = NewPhone() });

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.Should().ContainSingle().Which.Scheme.Should().Be("Bearer");
    }

    [Fact]
    public async Task The_key_is_asked_for_before_the_body_is_read()
    {
        using var broken = new StringContent("{ broken", Encoding.UTF8, "application/json");

        ShouldBeRefused(await guarded.Host.SendAsync(HttpMethod.Post, "/api_v1/otp_send", broken), 401);
    }

    /// <summary>In the envelope of HOM-i.</summary>
    private static void ShouldBeRefused((int Status, JsonElement Body) answer, int status)
    {
        answer.Status.Should().Be(status, answer.Body.ToString());
        answer.Body.GetProperty("success").GetBoolean().Should().BeFalse();
        answer.Body.GetProperty("message").GetString().Should().NotBeNullOrEmpty();
        answer.Body.GetProperty("data").GetProperty("error").GetString().Should().NotBeNullOrEmpty();
    }

    private static string NewPhone() => $"98{Interlocked.Increment(ref _phones):00000000}";
}
