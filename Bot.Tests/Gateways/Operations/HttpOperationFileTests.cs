using Bot.Tests.Support;

namespace Bot.Tests.Gateways.Operations;

/// <summary>What is wrong with an <c>operations.yaml</c> is told with its place and what to write instead.</summary>
public sealed class HttpOperationFileTests
{
    private const string Sound = """
        shop.book:
          takes: [name]
          method: POST
          url: https://api.shop.example/book
          json: { name: "{{ name }}" }
          outcomes: { booked: { status: 201, result: { id: $.id } } }
        """;

    [Fact]
    public void A_sound_file_has_no_fault()
    {
        using var bench = new OperationBench(Sound, ("Environment", "Production"), ("Operations:AllowedHosts:0", "api.shop.example"));

        bench.Faults.Should().BeEmpty();
        bench.Contract.Parameters.Should().Equal("name");
    }

    [Fact]
    public void The_reference_shows_a_sound_one()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "flows.md"));
        var begin = page.IndexOf("workshop.book:", StringComparison.Ordinal);
        var yaml = page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];

        using var bench = new OperationBench(yaml,
            ("Environment", "Production"), ("Operations:AllowedHosts:0", "api.workshop.example"), ("Operations:Secrets:FLOW_WORKSHOP_KEY", "k"));

        bench.Faults.Should().BeEmpty();
        bench.Contract.Outcomes.Select(outcome => outcome.Name).Should().Equal("booked", "full", "unavailable", "undecided");
    }

    [Theory]
    [InlineData("shop.book:", "book:", "operations.yaml(1,1): 'book' is no name of an operation; write an area, a dot and a verb: bookings.create")]
    [InlineData("{{ name }}", "{{ nane }}", "operations.yaml(5,17): 'nane' is not known here; did you mean 'name'?")]
    [InlineData("{{ name }}", "{{ secrets.SECRET_KEY }}", "write secrets.FLOW_NAME: a flow sees no other variable of the environment")]
    [InlineData("{{ name }}", "{{ secrets.FLOW_KEY }}", "the secret 'FLOW_KEY' is not set; set FLOW_KEY in the environment or in .env")]
    [InlineData("{{ name }}", "{{ call.secret }}", "write one of call.id, call.at, call.language")]
    [InlineData("{{ name }}", "{{ name", "this is no template")]
    [InlineData("https://api.shop.example/book", "https://{{ name }}/book", "write url: https://host/path, with values behind the host only")]
    [InlineData("https://api.shop.example/book", "https://api.shop.example{{ name }}/book", "has no address whose host is written out")]
    [InlineData("https://api.shop.example/book", "https://user:pass@api.shop.example/book", "has no address whose host is written out")]
    [InlineData("method: POST", "method: SEND", "'SEND' is no method; write one of GET, POST, PUT, PATCH, DELETE")]
    [InlineData("method: POST", "method: GET", "'shop.book' is a GET and has a body")]
    [InlineData("method: POST", "method: POST\n  timeout: 60s", "waits longer than a call may take")]
    [InlineData("method: POST", "method: POST\n  headers: { Content-Length: 5 }", "'Content-Length' is written by the bot itself")]
    [InlineData("method: POST", "method: POST\n  retries: 99", "'retries' must be a whole number from 0 to 8")]
    [InlineData("method: POST", "method: POST\n  bodi: {}", "operation 'shop.book' does not know 'bodi'")]
    [InlineData("status: 201", "status: created", "'created' is no status of an answer; write a number such as 201, or 2xx")]
    [InlineData("$.id", "id", "'id' is no place in an answer; write $.name, $.rows[0].id, or $ for the whole")]
    [InlineData("outcomes: { booked: { status: 201, result: { id: $.id } } }", "timeout: 5s", "'shop.book' has no outcomes")]
    [InlineData("outcomes: { booked: { status: 201, result: { id: $.id } } }", "outcomes: { booked: { status: 2xx }, full: { status: 201 } }", "'full' never comes: every answer like it is like 'booked', which stands before it; put it above 'booked', or tell them apart by status: or where:")]
    [InlineData("outcomes: { booked: { status: 201, result: { id: $.id } } }", "outcomes: { booked: { status: 201, where: { $.s: [a, b] } }, full: { status: 201, where: { $.s: a } } }", "'full' never comes")]
    [InlineData("takes: [name]", "takes: [name, name?]", "'name' is taken twice; take one of them out")]
    [InlineData("https://api.shop.example/book", "https://api.shop.example/bo ok?n={{ name }}", "operations.yaml(4,8): the address of 'shop.book' has a blank in it; write %20 for it, or take it out")]
    [InlineData("\"{{ name }}\"", "{ $number: \"x{{ name }}\" }", "operations.yaml(5,28): 'x{{ name }}' can never be a number; write { $number: \"{{ name }}\" } with the value alone")]
    [InlineData("method: POST", "method: POST\n  headers:\n    Accept: text/plain\n    Authorization: Bearer {{ secrets.FLOW_KEY }}", "operations.yaml(6,20): the secret 'FLOW_KEY' is not set; set FLOW_KEY")]
    [InlineData("takes: [name]", "takes: [name, call]", "'call' has a meaning of its own in templates")]
    [InlineData("outcomes:", "consequential: { find: again }\n  outcomes:", "a call is sent again only where its id goes with it")]
    [InlineData("outcomes:", "consequential: { find: { url: https://api.shop.example/x, outcomes: { lost: { status: 200 } } } }\n  outcomes:", "what is found out is no outcome of 'shop.book': 'lost'")]
    public void A_fault_is_told_with_its_place(string old, string now, string fault)
    {
        using var bench = new OperationBench(Sound.Replace(old, now, StringComparison.Ordinal), ("Environment", "Production"), ("Operations:AllowedHosts:0", "api.shop.example"));

        bench.Faults.Should().Contain(told => told.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_variable_that_no_flow_may_see_is_told_once()
    {
        using var bench = new OperationBench(Sound.Replace("{{ name }}", "{{ secrets.SECRET_KEY }}", StringComparison.Ordinal),
            ("Environment", "Production"), ("Operations:AllowedHosts:0", "api.shop.example"));

        bench.Faults.Should().ContainSingle(told => told.Contains("SECRET_KEY", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("outcomes: { booked: { status: 201, result: { id: $.id } }, full: { status: 201 } }")]
    [InlineData("outcomes: { booked: { status: 201, where: { $.s: a } }, full: { status: 201, where: { $.s: [a, b] } } }")]
    [InlineData("outcomes: { booked: { status: 201 }, full: { status: [201, 409] } }")]
    public void An_outcome_that_some_answer_can_be_is_sound(string outcomes)
    {
        using var bench = new OperationBench(Sound.Replace("outcomes: { booked: { status: 201, result: { id: $.id } } }", outcomes, StringComparison.Ordinal),
            ("Environment", "Production"), ("Operations:AllowedHosts:0", "api.shop.example"));

        bench.Faults.Should().BeEmpty();
    }
}
