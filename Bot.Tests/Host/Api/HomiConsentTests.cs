using System.Text.Json.Nodes;
using Bot.Host.Api.Homi;
using Bot.Products.Consents;

namespace Bot.Tests.Host.Api;

public sealed class HomiConsentTests
{
    private const string Create = "/api_v1/lead_create";

    [Fact]
    public async Task T17_a_consent_is_kept_with_time_wording_and_answer_before_the_lender_is_asked()
    {
        await using var host = await HomiHost.StartAsync();
        host.Lender.IsDown();

        var answer = await host.PostAsync(Create, With(Consent(host)));

        answer.ShouldBeError(503, "lead_unavailable").Headers.Should().NotContainKey(HomiAnswer.ConsentHeader);
        var kept = ConsentRepository.Read(host.Records.All("consent").Single());
        (kept.MobileNumber, kept.Lender, kept.Purpose, kept.Answer).Should().Be(("+919876543210", "Basic Home Loan", "loan and credit score", ConsentAnswer.Given));
        (kept.Language, kept.Version, kept.Wording, kept.AnsweredAt).Should().Be(("hi", "2026-11", "क्या आप सहमत हैं?", host.Clock.Now));
    }

    [Fact]
    public async Task The_same_request_again_is_one_consent_and_the_lead_names_it()
    {
        await using var host = await HomiHost.StartAsync();
        var lead = With(Consent(host));

        await host.PostAsync(Create, lead);
        (await host.PostAsync(Create, lead)).Status.Should().Be(200);

        var id = ConsentRepository.Read(host.Records.All("consent").Single()).Id;
        host.Records.All("lead").Single().Body.Should().Contain($"\"consent_id\":\"{id}\"");
        host.Lender.Created.Should().Be(1);
    }

    [Fact]
    public async Task Without_a_consent_the_old_contract_works_and_a_header_says_that_it_will_be_required()
    {
        await using var host = await HomiHost.StartAsync();

        var answer = await host.PostAsync(Create, HomiHost.Lead);

        answer.Body.Should().Be("""{"basic_application_id":"APP1","message":"Lead Created Successfully."}""");
        answer.Headers[HomiAnswer.ConsentHeader].Should().StartWith("soon");
        host.Records.All("consent").Should().BeEmpty();
    }

    [Fact]
    public async Task Where_it_is_required_a_lead_without_a_consent_is_refused_and_nothing_leaves()
    {
        await using var host = await HomiHost.StartAsync(consentRequired: true);

        var answer = (await host.PostAsync(Create, HomiHost.Lead)).ShouldBeError(422, "invalid_fields");
        answer.Message.Should().Be("Consent is required");
        answer.Headers.Should().NotContainKey(HomiAnswer.ConsentHeader);
        host.Lender.Asked.Should().Be(0);
        (await host.PostAsync(Create, With(Consent(host)))).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("given", "false", "consent.given")]
    [InlineData("given", "null", "consent.given")]
    [InlineData("given", "\"yes\"", "consent.given")]
    [InlineData("at", "\"2026-11-28\"", "consent.at")]
    [InlineData("at", "\"2026-11-28T10:15:00\"", "consent.at")]
    [InlineData("at", "\"2999-01-01T00:00:00Z\"", "consent.at")]
    [InlineData("lender", "\" \"", "consent.lender")]
    [InlineData("purpose", "7", "consent.purpose")]
    [InlineData("version", "null", "consent.version")]
    [InlineData("language", "\"a language that is far too long\"", "consent.language")]
    public async Task What_is_wrong_with_a_consent_is_told_and_nothing_leaves(string field, string value, string fault)
    {
        await using var host = await HomiHost.StartAsync();
        var consent = Consent(host);
        consent[field] = JsonNode.Parse(value);

        var answer = (await host.PostAsync(Create, With(consent))).ShouldBeError(422, "invalid_fields");

        answer.Json.GetProperty("data").GetProperty("errors").EnumerateObject().Select(error => error.Name).Should().Equal(fault);
        (host.Lender.Asked, host.Records.All("consent").Count).Should().Be((0, 0));
    }

    [Fact]
    public async Task A_consent_that_is_no_object_is_told()
    {
        await using var host = await HomiHost.StartAsync();
        (await host.PostAsync(Create, With(JsonValue.Create(true)))).ShouldBeError(422, "invalid_fields").Message.Should().Be("Consent must be an object");
    }

    private static JsonObject Consent(HomiHost host) => new()
    {
        ["given"] = true,
        ["at"] = host.Clock.Now.ToOffset(TimeSpan.FromMinutes(330)).ToString("yyyy-MM-dd'T'HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture),
        ["lender"] = "Basic Home Loan",
        ["purpose"] = "loan and credit score",
        ["version"] = "2026-11",
        ["language"] = "hi",
        ["wording"] = "क्या आप सहमत हैं?",
    };

    private static string With(JsonNode consent)
    {
        var lead = JsonNode.Parse(HomiHost.Lead)!.AsObject();
        lead["consent"] = consent;
        return lead.ToJsonString();
    }
}
