using System.Text.Json;

namespace Bot.Tests.Host.Api;

public sealed class HomiDocsTests
{
    [Fact]
    public async Task Every_endpoint_is_described_with_examples_and_error_shapes()
    {
        await using var host = await HomiHost.StartAsync();

        var document = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;

        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey").GetProperty("name").GetString().Should().Be("X-API-Key");
        foreach (var path in new[] { "/api_v1/otp_send", "/api_v1/otp_resend", "/api_v1/otp_verify", "/api_v1/lead_create", "/api_v1/lead_status" })
        {
            var post = document.GetProperty("paths").GetProperty(path).GetProperty("post");
            post.GetProperty("summary").GetString().Should().NotBeEmpty();
            post.GetProperty("security").GetArrayLength().Should().Be(2);
            Examples(post.GetProperty("requestBody")).Should().NotBeEmpty(path);
            var answers = post.GetProperty("responses").EnumerateObject().ToList();
            answers.Select(answer => answer.Name).Should().Contain(["200", "400", "401", "403", "413", "415", "422", "500"]);
            foreach (var answer in answers)
            {
                foreach (var example in Examples(answer.Value).Should().NotBeEmpty($"{path} {answer.Name}").And.Subject)
                    if (answer.Name != "200") example.GetProperty("success").GetBoolean().Should().BeFalse();
            }
        }
        document.GetProperty("paths").EnumerateObject().Should().HaveCount(6);
        document.GetProperty("components").GetProperty("schemas").GetProperty("LeadRequest").GetProperty("properties").TryGetProperty("pan_number", out _).Should().BeTrue();
    }

    [Fact]
    public async Task What_the_code_says_of_a_field_is_in_its_schema()
    {
        await using var host = await HomiHost.StartAsync();

        var document = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;

        var lead = document.GetProperty("components").GetProperty("schemas").GetProperty("LeadRequest").GetProperty("properties");
        lead.GetProperty("loan_amount").GetProperty("description").GetString().Should().Be("Rupees.");
        lead.GetProperty("dob").GetProperty("description").GetString().Should().Be("DD/MM/YYYY, DD-MM-YYYY or YYYY-MM-DD.");
    }

    [Theory]
    [InlineData("/docs", "swagger-ui")]
    [InlineData("/redoc", "redoc")]
    public async Task The_description_can_be_read_in_a_browser(string path, string word)
    {
        await using var host = await HomiHost.StartAsync();

        (await host.Client.GetStringAsync(new Uri(path, UriKind.Relative))).Should().Contain(word);
    }

    private static List<JsonElement> Examples(JsonElement place) =>
        [.. place.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().Select(example => example.Value.GetProperty("value"))];
}
