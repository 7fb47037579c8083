using System.Net;
using System.Text.Json;
using Bot.Engine.Loading;
using Bot.Host.Api.Workflow;
using Bot.Host.Wiring;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Api.Workflow;

/// <summary>Every answer is in Interakt's envelope, also to what is no request.</summary>
public sealed class WorkflowEnvelopeTests
{
    [Theory]
    [InlineData("/agents/start", "{", 400)]
    [InlineData("/agents/start", "", 400)]
    [InlineData("/agents/start", "{\"mobile_number\":\"1\",\"mobile_number\":\"2\"}", 400)]
    [InlineData("/agents/start", "{\"\\ud800\":\"1\"}", 400)]
    [InlineData("/agents/start", "[]", 422)]
    [InlineData("/agents/start", "{}", 422)]
    [InlineData("/agents/start", "{\"mobile_number\":{}}", 422)]
    [InlineData("/agents/verify_otp", "{\"otp\":\"1234\"}", 422)]
    [InlineData("/agents/verify_otp", "{\"mobile_number\":\"9876500001\"}", 422)]
    [InlineData("/agents/verify_otp", "{\"mobile_number\":\"9876500001\",\"otp\":\"1234\"}", 404)]
    [InlineData("/fastags/assign/plan", "{\"plan\":\"400\"}", 422)]
    [InlineData("/fastags/assign/plan", "{\"session_id\":\"none\",\"plan\":\"400\"}", 404)]
    [InlineData("/fastags/assign/plan", "{\"session_id\":\"none\",\"plan\":[\"400\"]}", 422)]
    [InlineData("/fastags/replace/start", "{\"session_id\":\"none\"}", 404)]
    [InlineData("/fastags/assign/dance", "{}", 404)]
    public async Task What_cannot_be_a_step_is_refused(string path, string body, int status)
    {
        await using var host = await WorkflowHost.StartAsync();

        var answer = await host.PostAsync(path, body);

        ((int)answer.Status).Should().Be(status);
        answer.Word.Should().Be("error");
        answer.Message.Should().NotBeEmpty();
        answer.Session.Should().Be(body.Contains("none", StringComparison.Ordinal) ? "none" : "");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_no_json_is_told_so(string type)
    {
        await using var host = await WorkflowHost.StartAsync();
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, type);

        using var response = await host.Client.PostAsync("/agents/start", content);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        response.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        body.RootElement.GetProperty("status").GetString().Should().Be("error");
        body.RootElement.GetProperty("message").GetString().Should().Contain("application/json");
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_key_of_the_right_scope()
    {
        await using var host = await WorkflowHost.StartAsync();

        foreach (var step in WorkflowSteps.All)
        {
            (await host.PostAsync(step.Path, "{", key: "")).Status.Should().Be(HttpStatusCode.Unauthorized, step.Path);
            (await host.PostAsync(step.Path, "{", key: "wrong")).Word.Should().Be("error");
            (await host.PostAsync(step.Path, "{", key: "other-key")).Status.Should().Be(HttpStatusCode.Forbidden);
        }
        using var get = await host.Client.GetAsync(new Uri("/fastags/assign/plan", UriKind.Relative));
        get.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_number_that_is_no_number_is_asked_for_again()
    {
        await using var host = await WorkflowHost.StartAsync();

        var answer = (await host.PostAsync("/agents/start", """{"mobile_number":"12345"}""")).Again("An Indian mobile number has 10 digits*");

        answer.Session.Should().NotBeEmpty();
        answer.Fact("next_step").Should().Be("/agents/start");
    }

    [Fact]
    public async Task A_number_that_is_no_agents_is_answered_as_an_agents_and_no_otp_opens_it()
    {
        await using var host = await WorkflowHost.StartAsync();

        var start = (await host.PostAsync("/agents/start", """{"mobile_number":"9876599999"}""")).Taken("OTP sent to your mobile*");

        start.Fact("next_step").Should().Be("/agents/verify_otp");
        (await host.PostAsync("/agents/verify_otp", """{"mobile_number":"9876599999","otp":"0000"}""")).Again("Invalid OTP. Please try again.");
    }

    [Fact]
    public async Task A_wrong_agent_otp_asks_again()
    {
        await using var host = await WorkflowHost.StartAsync();
        (await host.PostAsync("/agents/start", """{"mobile_number":"9876500001"}""")).Taken();

        (await host.PostAsync("/agents/verify_otp", """{"mobile_number":"9876500001","otp":"12345"}""")).Again("The OTP has 4 digits*");
        var wrong = await host.CodeOfAsync(WorkflowHost.Agent) == "0000" ? "0001" : "0000";
        (await host.PostAsync("/agents/verify_otp", $$"""{"mobile_number":"9876500001","otp":"{{wrong}}"}""")).Again("Invalid OTP. Please try again.");
        (await host.PostAsync("/agents/verify_otp", $$"""{"mobile_number":"9876500001","otp":"{{await host.CodeOfAsync(WorkflowHost.Agent)}}"}""")).Taken("Hi Asha Rao*");
    }

    [Fact]
    public async Task Every_step_is_described_with_an_example()
    {
        await using var host = await WorkflowHost.StartAsync();

        var paths = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement.GetProperty("paths");

        foreach (var step in WorkflowSteps.All)
        {
            var post = paths.GetProperty(step.Path).GetProperty("post");
            post.GetProperty("summary").GetString().Should().Be(step.Says);
            post.GetProperty("security").GetArrayLength().Should().Be(2);
            ExamplesOf(post.GetProperty("requestBody")).Should().ContainSingle(step.Path);
            post.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).Should().Contain(["200", "400", "401", "403", "413", "422", "500"]);
            foreach (var answer in post.GetProperty("responses").EnumerateObject()) ExamplesOf(answer.Value).Should().NotBeEmpty($"{step.Path} {answer.Name}");
        }
    }

    [Fact]
    public void Every_question_of_the_table_is_one_of_its_flow()
    {
        var (flows, _) = FlowLoader.LoadFolder(Repository.Flows, [], KnownInputTypes.All);
        var questions = flows.SelectMany(flow => flow.States.Where(state => state.Answers is not null).Select(state => $"{flow.Name}/{state.Name}")).Append(WorkflowField.Edit)
            .ToHashSet();

        WorkflowSteps.All.SelectMany(step => step.Fields)
            .SelectMany(field => field.Questions.Concat(field.RetryOptions.Keys).Concat(field.Passes.Keys)).Should().BeSubsetOf(questions);
        questions.Where(question => question.StartsWith("fastag-", StringComparison.Ordinal))
            .Where(question =>
                WorkflowSteps.Answering(question) is null && !WorkflowSteps.All.Any(step => step.Fields.Any(field => field.RetryOptions.ContainsKey(question))))
            .Should().BeEmpty("every question can be answered by a step");
    }

    private static List<JsonElement> ExamplesOf(JsonElement place) =>
        [.. place.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().Select(example => example.Value.GetProperty("value"))];
}
