using Bot.Engine.Abstractions;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Operations;

/// <summary>Calls that cost something: once they left they are found out about.</summary>
public sealed class HttpConsequenceTests
{
    private const string Find = """
        shop.book:
          takes: [name]
          method: POST
          url: http://HOST/bookings
          json: { name: "{{ name }}" }
          outcomes:
            booked: { status: 201, result: { id: $.id } }
          consequential:
            header: Idempotency-Key
            find:
              url: http://HOST/bookings/by-key?key={{ call.id }}
              outcomes:
                booked: { status: 200, result: { id: $.id } }
                notDone: { status: 404 }
        """;

    private static string Only(string consequence) => Find[..Find.IndexOf("  consequential:", StringComparison.Ordinal)] + consequence;

    [Fact]
    public async Task The_calls_id_goes_with_it_and_stays_the_same()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Find, shop.Address);
        shop.Answers("/bookings", """{"id":"B-1"}""", 201);

        (await bench.RunAsync(("name", "Asha"))).Outcome.Should().Be("booked");
        await bench.RunAsync(("name", "Asha"));

        shop.Requests.Select(request => request.Headers["Idempotency-Key"]).Should().Equal("s1.4.book", "s1.4.book");
        bench.Contract.Consequential.Should().BeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(200)]
    public async Task A_lost_answer_and_one_that_says_nothing_known_leave_it_open(int status)
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Find, shop.Address);
        if (status == 0) shop.Drops("/bookings");
        else shop.Answers("/bookings", "{}", status);

        await bench.Awaiting(known => known.RunAsync(("name", "Asha"))).Should().ThrowAsync<AnswerLostException>();
    }

    [Fact]
    public async Task What_was_refused_did_nothing()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Find, shop.Address);
        shop.Answers("/bookings", "{}", 422);

        (await bench.RunAsync(("name", "Asha"))).Fault!.Lasting.Should().Contain("http 422");
    }

    [Fact]
    public async Task The_file_says_how_it_is_found_out()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Find, shop.Address);

        shop.Answers("/bookings/by-key", """{"id":"B-9"}""");
        (await bench.RecoverAsync(("name", "Asha"))).Should().BeOfType<Recovery.Done>().Which.Result.Result.Field("id")!.Text.Should().Be("B-9");
        shop.Last.Target.Should().EndWith("?key=s1.4.book");

        shop.Answers("/bookings/by-key", "", 404);
        (await bench.RecoverAsync(("name", "Asha"))).Should().BeOfType<Recovery.NotDone>();

        shop.Answers("/bookings/by-key", "", 503);
        (await bench.RecoverAsync(("name", "Asha"))).Should().BeOfType<Recovery.AskLater>();
    }

    [Fact]
    public async Task Without_a_way_to_find_out_a_person_decides()
    {
        using var bench = OperationBench.Live(Only("  consequential: { header: Idempotency-Key }"), "http://127.0.0.1:1");

        (await bench.RecoverAsync()).Should().BeOfType<Recovery.Undecided>();
        bench.Contract.Outcomes.Select(outcome => outcome.Name).Should().Contain("undecided");
    }

    [Fact]
    public async Task Where_one_id_is_one_call_it_is_sent_again()
    {
        using var bench = OperationBench.Live(Only("  consequential: { header: Idempotency-Key, find: again }"), "http://127.0.0.1:1");

        (await bench.RecoverAsync()).Should().BeOfType<Recovery.NotDone>();
        bench.Contract.Outcomes.Select(outcome => outcome.Name).Should().NotContain("undecided");
    }

    [Fact]
    public async Task One_that_never_left_may_be_tried_again()
    {
        using var bench = OperationBench.Live(Find, "http://127.0.0.1:1");

        await bench.Awaiting(known => known.RunAsync(("name", "Asha"))).Should().ThrowAsync<CallAgainException>();
    }

    [Theory]
    [InlineData(201, """{"ref":1}""", "its answer was http 201, which no outcome of shop.book names: 'booked' it is not, for it has no $.id")]
    [InlineData(201, "<html>", "its answer was http 201, which no outcome of shop.book names: 'booked' it is not, for the answer is no JSON")]
    [InlineData(500, "{}", "its answer was http 500, which no outcome of shop.book names")]
    public async Task What_a_person_must_decide_says_what_was_answered(int status, string body, string why)
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Only("  consequential: { header: Idempotency-Key }"), shop.Address);
        shop.Answers("/bookings", body, status);

        await bench.Awaiting(known => known.RunAsync(("name", "Asha"))).Should().ThrowAsync<AnswerLostException>();

        (await bench.RecoverAsync(("name", "Asha"))).Should().BeOfType<Recovery.Undecided>().Which.Why.Should().Be($"shop.book declares no way to find out; {why}");
        (await bench.RecoverAsync(("name", "Asha"))).Should().Be(new Recovery.Undecided("shop.book declares no way to find out"));
    }

    [Fact]
    public async Task A_list_without_rows_counts_where_something_was_done()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Only("  consequential: { header: Idempotency-Key }"), shop.Address);
        shop.Answers("/bookings", """{"id":[]}""", 201);

        (await bench.RunAsync(("name", "Asha"))).Outcome.Should().Be("booked");
    }
}
