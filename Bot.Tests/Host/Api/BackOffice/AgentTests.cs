using System.Net;
using Bot.Products.OneTimeCodes;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Api.BackOffice;

public sealed class AgentTests
{
    [Fact]
    public async Task A_login_that_failures_disabled_is_enabled_again()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var codes = bench.Bot.Services.GetRequiredKeyedService<OneTimeCodeService>(CodePurpose.Login).For("gupshup:919800000001");
        for (var failed = 0; failed < CodeLimits.MostFailures; failed++)
        {
            if (failed % 5 == 0)
            {
                bench.Clock.MoveTo(bench.Clock.GetUtcNow().AddHours(1));
                await codes.IssueAsync("+919876500001", $"call {failed}", resend: true, _ => Task.FromResult(true), default);
            }

            await codes.VerifyAsync("+919876500001", "0000", default);
        }

        bench.Clock.MoveTo(bench.Clock.GetUtcNow().AddHours(1));
        (await codes.IssueAsync("+919876500001", "refused", resend: true, _ => Task.FromResult(true), default)).Should().BeOfType<IssueResult.TooMany>();

        (await bench.SendAsync("POST", "/agents/enable-login", new { })).Faults.Should().Equal("mobile_number");
        (await bench.DataAsync("POST", "/agents/enable-login", new { mobile_number = "9876500001" })).GetProperty("was_disabled").GetBoolean().Should().BeTrue();
        (await bench.DataAsync("POST", "/agents/enable-login", new { mobile_number = "9876500001" })).GetProperty("was_disabled").GetBoolean().Should().BeFalse();
        (await codes.IssueAsync("+919876500001", "sent", resend: true, _ => Task.FromResult(true), default)).Should().BeOfType<IssueResult.Issued>();
    }

    [Fact]
    public async Task An_agent_is_created_read_changed_and_deleted_with_a_slash_at_the_end_or_without()
    {
        await using var bench = await BackOfficeHost.StartAsync();

        var id = await bench.NewAgentAsync("+91 98765 00001");
        var read = await bench.GetAsync($"/agents/{id}/");
        var changed = await bench.SendAsync("PUT", $"/agents/{id}", new { name = "Asha R", wallet_balance = "250.50", status = "inactive" });
        var deleted = await bench.SendAsync("DELETE", $"/agents/{id}");

        read.Data.Text("mobile_number").Should().Be("9876500001");
        changed.Data.Text("name").Should().Be("Asha R");
        changed.Data.Money("wallet_balance").Should().Be(250.50m);
        changed.Data.Whole("fastags_left").Should().Be(10);
        deleted.Status.Should().Be(HttpStatusCode.OK);
        (await bench.GetAsync($"/agents/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await bench.GetAsync("/agents")).Items.Should().BeEmpty();
        (await bench.NewAgentAsync("9876500001")).Should().NotBe(id, "the number is free again");
    }

    [Fact]
    public async Task Every_faulty_field_is_named_at_once()
    {
        await using var bench = await BackOfficeHost.StartAsync();

        var answer = await bench.SendAsync("POST", "/agents/", """{"name":"","mobile_number":"12345","fastags_left":-1,"wallet_balance":1.005,"status":"asleep","fastag_left":3}""");

        answer.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        answer.Body.Text("status").Should().Be("error");
        answer.Faults.Should().BeEquivalentTo("name", "mobile_number", "fastags_left", "wallet_balance", "status", "fastag_left");
        (await bench.GetAsync("/agents/")).Items.Should().BeEmpty("nothing was changed");
    }

    [Fact]
    public async Task Of_many_agents_with_one_number_exactly_one_is_created()
    {
        await using var bench = await BackOfficeHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.SendAsync("POST", "/agents", new { name = "Asha", mobile_number = "9876500001" })));

        answers.Count(answer => answer.Status == HttpStatusCode.Created).Should().Be(1);
        answers.Where(answer => answer.Status != HttpStatusCode.Created).Should()
            .OnlyContain(answer => answer.Status == HttpStatusCode.Conflict && answer.Faults.Contains("mobile_number"));
    }

    [Fact]
    public async Task The_count_of_tags_never_goes_below_zero_however_many_take_one()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var id = await bench.NewAgentAsync(tags: 5);

        var answers = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => bench.SendAsync("POST", $"/agents/{id}/decrement-fastags")));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).Should().Be(5);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).Should().Be(4);
        (await bench.GetAsync($"/agents/{id}")).Data.Whole("fastags_left").Should().Be(0);
    }

    [Fact]
    public async Task A_list_is_walked_page_by_page_and_meets_everyone_once()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        for (var i = 0; i < 7; i++) await bench.NewAgentAsync($"987650000{i}", name: $"Agent {i}");

        var walked = new List<string>();
        for (var next = ""; next is not null;)
        {
            var page = await bench.GetAsync($"/agents/?limit=3&after={next}");
            walked.AddRange(page.Items.Select(item => item.Text("name")));
            next = page.Data.GetProperty("next").GetString();
        }
        var skipped = await bench.GetAsync("/agents/?limit=3&offset=5");

        walked.Should().HaveCount(7).And.OnlyHaveUniqueItems();
        skipped.Items.Select(item => item.Text("name")).Should().Equal(walked.Skip(5));
        skipped.Data.GetProperty("next").GetString().Should().BeNull();
    }

    [Fact]
    public async Task A_list_is_narrowed_by_status_text_and_mobile_number()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        await bench.NewAgentAsync("9876500001", name: "Asha Rao");
        var vikram = await bench.NewAgentAsync("9876500002", name: "Vikram Ranade");
        await bench.NewAgentAsync("9876500003", name: "आशा राव");
        await bench.SendAsync("PUT", $"/agents/{vikram}", new { status = "inactive" });

        (await Names("status=inactive")).Should().Equal("Vikram Ranade");
        (await Names("q=ra")).Should().BeEquivalentTo("Asha Rao", "Vikram Ranade");
        (await Names("q=RANA")).Should().Equal("Vikram Ranade");
        (await Names("q=ranx")).Should().BeEmpty("the rest of a word counts too");
        (await Names("q=आशा")).Should().Equal("आशा राव");
        (await Names("q=%2B91%2098765%2000001")).Should().Equal("Asha Rao");
        (await Names("q=ra&status=active")).Should().Equal("Asha Rao");
        (await bench.GetAsync("/agents?limit=0&offset=x&status=gone&after=!")).Faults.Should().BeEquivalentTo("limit", "offset", "status", "after");

        async Task<IEnumerable<string>> Names(string query) => (await bench.GetAsync($"/agents?{query}")).Items.Select(item => item.Text("name"));
    }

    [Fact]
    public async Task Names_are_whole_to_keys_with_the_scope_alone_and_found_by_them_alone()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var id = await bench.NewAgentAsync("9876500001", name: "Asha Rao");

        (await bench.GetAsync($"/agents/{id}", BackOfficeHost.Desk)).Data.Text("name").Should().Be("XXXX Rao");
        (await bench.GetAsync("/agents", BackOfficeHost.Desk)).Items[0].Text("name").Should().Be("XXXX Rao");
        (await bench.GetAsync("/agents?q=asha", BackOfficeHost.Desk)).Items.Should().BeEmpty();
        (await bench.GetAsync("/agents?q=asha")).Items[0].Text("name").Should().Be("Asha Rao");
    }

    [Fact]
    public async Task A_mobile_number_is_whole_only_by_itself_and_only_to_a_key_with_the_scope()
    {
        await using var bench = await BackOfficeHost.StartAsync();
        var id = await bench.NewAgentAsync();

        (await bench.GetAsync($"/agents/{id}")).Data.Text("mobile_number").Should().Be("9876500001");
        (await bench.GetAsync($"/agents/{id}", BackOfficeHost.Desk)).Data.Text("mobile_number").Should().Be("XXXXXX0001");
        (await bench.GetAsync("/agents")).Items[0].Text("mobile_number").Should().Be("XXXXXX0001");
    }

    [Theory]
    [InlineData("GET", "/agents/nobody", null, BackOfficeHost.All, 404)]
    [InlineData("PUT", "/agents/nobody", "{}", BackOfficeHost.All, 404)]
    [InlineData("GET", "/agents/a/b/c", null, BackOfficeHost.All, 404)]
    [InlineData("PATCH", "/agents/", null, BackOfficeHost.All, 405)]
    [InlineData("POST", "/agents/", "{ broken", BackOfficeHost.All, 400)]
    [InlineData("POST", "/agents/", "[]", BackOfficeHost.All, 422)]
    [InlineData("POST", "/agents/", "{}", "wrong", 401)]
    [InlineData("GET", "/agents/", null, "a-key-for-otps", 403)]
    public async Task Every_refusal_is_in_the_same_envelope(string method, string path, string? body, string key, int status)
    {
        await using var bench = await BackOfficeHost.StartAsync();

        var answer = await bench.SendAsync(method, path, body, key);

        ((int)answer.Status).Should().Be(status);
        answer.Body.Text("status").Should().Be("error");
        answer.Message.Should().NotBeEmpty();
        answer.Body.GetProperty("errors").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Object);
        if (status == 405) answer.Allow.Should().Be("GET, POST");
    }
}
