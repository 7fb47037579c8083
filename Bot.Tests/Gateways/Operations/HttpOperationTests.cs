using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Gateways.Operations;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Operations;

/// <summary>Calls that a file declares, to a real host over HTTP.</summary>
public sealed class HttpOperationTests
{
    private const string Nasty = "a/b?c=d&e \"x\"\n{\u0024} %41 नमस्ते";

    private const string Book = """
        shop.book:
          takes: [name, note?, amount?]
          method: POST
          url: http://HOST/bookings/{{ name }}?note={{ note }}
          headers: { Authorization: "Bearer {{ secrets.FLOW_KEY }}", X-Person: "{{ person.address }} {{ name }}" }
          json:
            name: "{{ name }}"
            note: "{{ note }}"
            amount: { $number: "{{ amount }}" }
            fixed: [1, true, "2", text]
          retries: 1
          outcomes:
            booked: { status: 201, result: { id: $.id, rows: $.rows, bay?: $.bay } }
            full: { status: 200, where: { $.state: [full, taken] } }
        """;

    private const string Form = """
        shop.book:
          takes: [name]
          method: POST
          url: http://HOST/form
          form: { name: "{{ name }}", both: "{{ name }} & co" }
          outcomes: { done: { status: 2xx } }
        """;

    [Fact]
    public async Task Values_are_encoded_for_where_they_stand()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Book, shop.Address, ("Operations:Secrets:FLOW_KEY", "s3cret"));
        shop.Answers("/x", "{}");

        await bench.RunAsync(("name", Nasty), ("note", Nasty), ("amount", "12.50"));

        var sent = shop.Last;
        sent.Target.Should().StartWith("/bookings/a%2Fb%3F").And.EndWith($"?note={Uri.EscapeDataString(Nasty)}");
        sent.Headers["Authorization"].Should().Be("Bearer s3cret");
        sent.Headers["X-Person"].Should().StartWith("919800000001 ").And.NotContain("\n");
        sent.Headers["Content-Type"].Should().StartWith("application/json");
        using var json = JsonDocument.Parse(sent.Body);
        json.RootElement.GetProperty("name").GetString().Should().Be(Nasty);
        json.RootElement.GetProperty("amount").GetDecimal().Should().Be(12.50m);
        json.RootElement.GetProperty("fixed").GetRawText().Should().Be("""[1,true,"2","text"]""");
    }

    [Fact]
    public async Task A_form_has_a_value_in_its_own_field_alone()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Form, shop.Address);

        await bench.RunAsync(("name", "a&admin=1"));

        shop.Last.Body.Should().Be("name=a%26admin%3D1&both=a%26admin%3D1%20%26%20co");
        shop.Last.Headers["Content-Type"].Should().StartWith("application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task What_is_not_set_is_left_out_of_the_body()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Book, shop.Address);

        await bench.RunAsync(("name", "Asha"));

        JsonDocument.Parse(shop.Last.Body).RootElement.EnumerateObject().Select(field => field.Name).Should().Equal("name", "fixed");
    }

    [Fact]
    public async Task An_answer_is_the_first_outcome_that_it_is_like_with_the_fields_of_it()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Book, shop.Address);
        shop.Answers("/bookings/Asha", """{"id":7,"rows":[{"name":"one"}]}""", 201);
        shop.Answers("/bookings/Ravi", """{"state":"taken"}""");

        var booked = await bench.RunAsync(("name", "Asha"));

        booked.Outcome.Should().Be("booked");
        (booked.Result.Field("id")!.Text, booked.Result.Field("bay")).Should().Be(("7", null));
        booked.Result.Field("rows").Should().BeOfType<Bot.Engine.Values.ListValue>().Which.Items[0].Field("name")!.Text.Should().Be("one");
        (await bench.RunAsync(("name", "Ravi"))).Outcome.Should().Be("full");
        bench.Contract.Outcomes.Select(outcome => outcome.Name).Should().Equal("booked", "full", "unavailable");
    }

    [Fact]
    public async Task What_is_another_kind_of_thing_than_in_the_example_is_not_there()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Book.Replace("bay?: $.bay } }", "bay?: $.bay }, example: { id: 7, rows: [{ name: one }], bay: 2 } }", StringComparison.Ordinal), shop.Address);
        shop.Answers("/bookings/Asha", """{"id":{"a":1},"rows":[{"name":"one"}]}""", 201);
        shop.Answers("/bookings/Ravi", """{"id":"T-7","rows":{"a":1}}""", 201);
        shop.Answers("/bookings/Meena", """{"id":"T-7","rows":[{"name":"one"}],"bay":[2]}""", 201);

        (await bench.RunAsync(("name", "Asha"))).Fault!.Lasting.Should().EndWith(": 'booked' it is not, for $.id is another kind of thing than in its example");
        (await bench.RunAsync(("name", "Ravi"))).Fault!.Lasting.Should().EndWith("for $.rows is another kind of thing than in its example");
        var booked = await bench.RunAsync(("name", "Meena"));
        (booked.Outcome, booked.Result.Field("id")!.Text, booked.Result.Field("bay")).Should().Be(("booked", "T-7", null), "a number is a value as a text is");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(302)]
    [InlineData(200)]
    public async Task An_answer_that_no_outcome_names_is_told_to_the_operator(int status)
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Book, shop.Address);
        shop.Answers("/bookings/Asha", """{"message":"Asha is not welcome"}""", status);

        var result = await bench.RunAsync(("name", "Asha"));

        result.Outcome.Should().Be("unavailable");
        result.Fault!.Lasting.Should().Contain($"http {status}").And.NotContain("Asha");
    }

    [Fact]
    public async Task A_host_that_is_down_may_be_tried_again_as_often_as_the_file_says_and_is_left_alone_after_five()
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Book, shop.Address);
        shop.Answers("/bookings/Asha", "", 503);

        for (var i = 0; i < CircuitBreaker.Failures + 2; i++)
            (await bench.Awaiting(known => known.RunAsync(("name", "Asha"))).Should().ThrowAsync<CallAgainException>()).Which.Tries.Should().Be(1);
        shop.Requests.Should().HaveCount(CircuitBreaker.Failures);

        shop.Answers("/bookings/Asha", """{"id":1,"rows":[1]}""", 201);
        bench.Clock.Advance(CircuitBreaker.Rest);
        (await bench.RunAsync(("name", "Asha"))).Outcome.Should().Be("booked");
    }

    [Fact]
    public void Operations_of_one_host_share_a_limit_of_calls_under_way()
    {
        using var bench = OperationBench.Live(Book, "http://127.0.0.1:7");

        bench.Operation.Partner.Should().Be("127.0.0.1:7");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Dots_alone_lead_nowhere_else(string name)
    {
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Book, shop.Address);

        (await bench.RunAsync(("name", name))).Fault!.Lasting.Should().Contain("shop.book cannot be asked");
        shop.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"days":[{"id":"a"}]}""", "found")]
    [InlineData("""{"days":[]}""", "none")]
    [InlineData("""{"days":null}""", "none")]
    [InlineData("{}", "none")]
    public async Task A_list_without_rows_is_not_there(string body, string outcome)
    {
        const string Days = """
            shop.days:
              url: http://HOST/days
              outcomes:
                found: { status: 200, result: { days: $.days } }
                none: { status: 200 }
            """;
        await using var shop = await ScriptedPartner.StartAsync();
        using var bench = OperationBench.Live(Days, shop.Address);
        shop.Answers("/days", body);

        bench.Faults.Should().BeEmpty();
        (await bench.RunAsync()).Outcome.Should().Be(outcome);
    }
}
