using System.Net;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Products.Consents;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api.BackOffice;

public sealed class ConsentTests
{
    [Fact]
    public async Task T17_what_a_person_agreed_to_in_a_chat_is_shown_with_time_wording_and_answer()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan("[I agree]"));

        var line = (await bench.GetAsync("/consents?q=9800000001&status=given")).Items.Should().ContainSingle().Subject;
        var one = (await bench.GetAsync($"/consents/{line.Text("consent_id")}")).Data;

        line.Text("mobile_number").Should().Be("XXXXXX0001");
        (one.Text("mobile_number"), one.Text("lender"), one.Text("answer"), one.Text("language")).Should().Be(("9800000001", "Basic Home Loan", "given", "en"));
        one.GetProperty("answered_at").GetDateTimeOffset().Should().Be(bench.Clock.GetUtcNow());
        one.Text("wording").Should().Contain("credit score").And.Contain(one.Text("lender")).And.NotContain("{{");
        one.Text("version").Should().Be(ConsentWording.VersionOf(one.Text("wording")));
    }

    [Fact]
    public async Task A_refusal_is_kept_too_and_the_lender_gets_nothing()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan("[I do not agree]") + "\n@ leads 0");

        (await bench.GetAsync("/consents?status=refused")).Items.Should().ContainSingle();
        (await bench.GetAsync("/consents?status=given")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Consents_are_for_keys_that_see_loans_and_numbers_for_keys_that_see_personal_fields()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.TalkAsync(Loan("[I agree]"));
        var id = (await bench.GetAsync("/consents")).Items.Single().Text("consent_id");

        (await bench.GetAsync("/consents", BackOfficeHost.Desk)).Status.Should().Be(HttpStatusCode.Forbidden);
        (await bench.GetAsync($"/consents/{id}", BackOfficeHost.Loans)).Data.Text("mobile_number").Should().Be("XXXXXX0001");
        (await bench.GetAsync("/consents?q=9800000001", BackOfficeHost.Loans)).Items.Should().BeEmpty();
        (await bench.GetAsync("/consents/none")).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.SendAsync("DELETE", $"/consents/{id}")).Status.Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task The_question_names_the_lender_that_the_flow_sends_to_in_every_language()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var renderer = bench.Bot.Services.GetRequiredService<IMessageRenderer>();

        foreach (var language in bench.Bot.Services.GetRequiredService<Bot.Engine.Flows.IVocabulary>().Languages)
        {
            var question = renderer.RenderText(new() { Flow = "loan-lead", Message = "consent", Language = language, Slots = Slots.Empty });
            question.Should().Contain("Basic Home Loan", language);
        }
    }

    private static string Loan(string answer) => $"""
        {SessionTests.Loan}
        > ravi.kumar@example.com
        < ...
        > 15-06-1990
        < ...
        > 1
        < ...
        > 411001
        < ...
        > 9800000001
        < ...
        > Yes
        < ...
        > {answer}
        < ...
        """;
}
