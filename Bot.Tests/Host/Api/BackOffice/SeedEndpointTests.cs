using System.Net;
using System.Text.Json;

namespace Bot.Tests.Host.Api.BackOffice;

/// <summary>The product's own list of endpoints, walked.</summary>
public sealed class SeedEndpointTests
{
    public static TheoryData<string, string, string, string> Endpoints
    {
        get
        {
            var rows = new TheoryData<string, string, string, string>();
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Host/Api/BackOffice/seed-endpoints.tsv")).Where(line => !line.StartsWith('#')))
            {
                if (line.Split('\t') is [var method, var path, var body, var session])
                    rows.Add(method, path, body, session);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task An_endpoint_of_the_seed_answers_a_valid_request(string method, string path, string body, string whose)
    {
        await using var bench = await BackOfficeHost.StartAsync(workflow: whose == "workflow");
        var agent = await bench.NewAgentAsync();
        await bench.DataAsync("POST", "/vehicles/", new { vehicle_number = "MH12AB1234" });
        await bench.DataAsync("POST", "/fastags/", new { barcode = "608116-009-0132331" });
        var session = whose == "person" ? await OfPersonAsync() : (await bench.SendAsync("POST", "/agents/start", new { mobile_number = "9876500001" })).Body.Text("session_id");

        var answer = await bench.SendAsync(method, Filled(path), body == "-" ? null : Filled(body));

        // 409 is an answer: the request is right, and things stand so that it cannot be done.
        ((int)answer.Status).Should().BeOneOf([200, 201, 409], answer.Body.ToString());
        if (answer.Status == HttpStatusCode.Conflict) answer.Faults.Should().NotBeEmpty();

        async Task<string> OfPersonAsync()
        {
            await bench.TalkAsync("# Somebody writes\n> loan\n< ...\n");
            return (await bench.GetAsync("/sessions/")).Items.Single().Text("session_id");
        }

        string Filled(string text) => text
            .Replace("{agent_id}", agent, StringComparison.Ordinal)
            .Replace("{session_id}", session, StringComparison.Ordinal)
            .Replace("{vehicle_id}", "MH12AB1234", StringComparison.Ordinal)
            .Replace("{vehicle_number}", "MH12AB1234", StringComparison.Ordinal)
            .Replace("{manufacturer}", "MARUTI", StringComparison.Ordinal)
            .Replace("{fastag_id}", "608116-009-0132331", StringComparison.Ordinal)
            .Replace("{tag_number}", "34161FA820328EE812409D60", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_endpoint_of_the_seed_is_described_with_examples()
    {
        await using var bench = await BackOfficeHost.StartAsync(workflow: true);
        var paths = (await bench.GetAsync("/openapi/v1.json")).Body.GetProperty("paths");

        var missing = new List<string>();
        foreach (var row in Endpoints)
        {
            var (method, path, body) = ((string)row[0], (string)row[1], (string)row[2]);
            if (!paths.TryGetProperty(path.TrimEnd('/'), out var described) || !described.TryGetProperty(method.ToLowerInvariant(), out var operation))
                missing.Add($"{method} {path}");
            else if (!HasExample(operation.GetProperty("responses").EnumerateObject().First(response => response.Name.StartsWith('2')).Value)) missing.Add($"{method} {path}: an answer");
            else if (body != "-" && !HasExample(operation.GetProperty("requestBody"))) missing.Add($"{method} {path}: a request");
        }

        missing.Should().BeEmpty();

        static bool HasExample(JsonElement place) => place.GetProperty("content").GetProperty("application/json").TryGetProperty("examples", out var examples) && examples.EnumerateObject().Any();
    }
}
