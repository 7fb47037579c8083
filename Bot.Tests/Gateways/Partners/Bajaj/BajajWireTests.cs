using System.Text;
using Bot.Gateways.Http;
using Bot.Gateways.Partners.Bajaj;
using Bot.Tests.Support;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Gateways.Partners.Bajaj;

/// <summary>What exactly goes over the wire, and how tolerantly an answer is read.</summary>
public sealed class BajajWireTests : IAsyncLifetime, IDisposable
{
    private const string TokenPath = "/pay/ftVasService/v1/tokenGeneration";
    private const string UploadPath = "/pay/ftVasService/v1/uploadKYVImages";
    private const string AskPath = "/pay/ftVasService/v1/checkStatusKYVImages";
    private const string Stamp = "\"channel\":\"TEST\",\"agentId\":\"70001\",\"reqDateTime\":\"2026-01-15 12:00:00.000\"";
    private const string Nothing = "\"udf1\":null,\"udf2\":null,\"udf3\":null,\"udf4\":null,\"udf5\":null";

    /// <summary>By openssl, of <c>{"requestId":"A1B2C3D4E5F60718","channel":"TEST","agentId":"70001","reqDateTime":"2026-01-15 12:00:00.000"}</c>.</summary>
    private const string TokenRequest =
        "TzGGIQ6ZH/fxsiVl3CZzkCg3NoDHTXwuz0qyqJJSvbzAK8Rme6EwVRGHl2f6k3xdHMHepMI28SD39ipg3nfubvDhyL6rl1UZiNh1UEAaCdr8kK32j5FBm3/ZRbfzrtEC7fwBLI0wBz2zTdqGQ8Nh4w==";

    /// <summary>By openssl, of <c>{"tokenResp":{"token":"token-1"},"response":{"status":"success","code":"00"}}</c>.</summary>
    private const string TokenAnswer = "kRmA0Y8PkoyYjB04/Xyk82C4AjZqkGoNr+r3kJZWFfekIUxuDHXrQLqJNdB6CPZK8uEJudsZlJ14WzWQzudA1xEm9WPYqbdom/eg0AAf8tU=";

    private readonly ManualClock _clock = new();
    private ScriptedPartner _partner = null!;
    private BajajBench _bench = null!;

    public async Task InitializeAsync()
    {
        _partner = await ScriptedPartner.StartAsync();
        _bench = new(Options(_partner.Address + "/pay/"), _clock);
        _partner.Answers(TokenPath, TokenAnswer);
        _partner.Answers(UploadPath, Encrypted("""{"response":{"status":"success","code":"00"}}"""));
        _partner.Answers(AskPath, Encrypted("""{"response":{"status":"success"}}"""));
    }

    public async Task DisposeAsync() => await _partner.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_token_is_asked_for_first_and_shown_at_each_call()
    {
        (await _bench.UploadAsync()).Outcome.Should().Be("uploaded");

        var (token, upload) = (_partner.Requests.First(), _partner.Last);
        (token.Method, token.Target, token.Body).Should().Be(("POST", TokenPath, $"\"{TokenRequest}\""));
        token.Headers.Should().NotContainKey("Authorization");
        foreach (var request in _partner.Requests)
        {
            request.Headers["aggr_channel"].Should().Be("TEST");
            request.Headers["Content-Type"].Should().StartWith("application/json");
        }

        (upload.Target, upload.Headers["Authorization"]).Should().Be((UploadPath, "Bearer token-1"));
        Clear(upload.Body.Trim('"')).Should().Be(
            $$$"""{"regDetails":{"requestId":"{{{BajajBench.RequestId}}}","sessionId":"{{{BajajBench.RequestId}}}",{{{Stamp}}}},"documentDetails":{"vrn":"MH12AB1234","mobileNo":"9812345678","serialNo":"608268-001-0056151","imageType":"RCFRONT","image":"/9j/++++AA==","sessionId":null,{{{Nothing}}}}}""");
    }

    [Fact]
    public async Task What_is_known_of_a_tag_is_asked_for_as_bare_text()
    {
        (await _bench.AskAsync()).Outcome.Should().Be("known");

        _partner.Last.Headers["Content-Type"].Should().StartWith("text/plain");
        Clear(_partner.Last.Body).Should().Be(
            $$"""{"regDetails":{"requestId":"{{BajajBench.RequestId}}","sessionId":"{{BajajBench.RequestId}}",{{Stamp}}},"vrn":"MH12AB1234","mobileNo":"9812345678","serialNo":"608268-001-0056151",{{Nothing}}}""");
    }

    [Fact]
    public async Task A_token_serves_until_its_time_is_over()
    {
        for (var call = 0; call < 3; call++) await _bench.UploadAsync();
        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await _bench.AskAsync();
        Tokens.Should().Be(1);

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await _bench.UploadAsync()).Outcome.Should().Be("uploaded");

        Tokens.Should().Be(2);
    }

    [Fact]
    public async Task Calls_that_come_at_once_ask_for_one_token()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _bench.UploadAsync()));

        results.Should().OnlyContain(result => result.Outcome == "uploaded");
        Tokens.Should().Be(1);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_asked_for_anew_once()
    {
        _partner.AnswersInTurn(UploadPath, ("""{"message":"expired"}""", 401), (Encrypted("""{"response":{"status":"success"}}"""), 200), ("", 401));

        (await _bench.UploadAsync()).Outcome.Should().Be("uploaded");
        Tokens.Should().Be(2);

        var refused = await _bench.UploadAsync();
        refused.Outcome.Should().Be("unavailable");
        refused.Fault!.Lasting.Should().Be("Bajaj: http 401");
        (Tokens, _partner.Requests.Count(request => request.Target == UploadPath)).Should().Be((3, 4));
    }

    [Theory]
    [InlineData("<html>", 200, null)]
    [InlineData("", 200, null)]
    [InlineData("""{"tokenResp":{"token":""}}""", 200, null)]
    [InlineData("""{"tokenResp":{"token":"two\r\nlines"},"response":{"status":"success"}}""", 200, "Bajaj: the partner gives no token")]
    [InlineData("""{"response":{"status":"failed","errorDesc":"unknown channel"}}""", 200, "Bajaj: the partner gives no token")]
    [InlineData("""{"message":"no"}""", 401, "Bajaj: http 401")]
    [InlineData("", 503, null)]
    public async Task Without_a_token_nothing_is_sent(string answer, int status, string? lasting)
    {
        _partner.Answers(TokenPath, answer, status);

        var result = await _bench.UploadAsync();

        (result.Outcome, result.Fault?.Lasting).Should().Be(("unavailable", lasting));
        _partner.Requests.Should().ContainSingle();
    }

    public static TheoryData<string, int, string, string> Answers => new()
    {
        { "\"" + Encrypted("""{"response":{"status":"Success"}}""") + "\"", 200, "uploaded", "" },
        { "\uFEFF" + Encrypted("""{"response":{"status":"success"}}""") + "\n", 202, "uploaded", "" },
        { """{"response":{"status":"success"}}""", 200, "uploaded", "" },
        { Encrypted("""{"response":{"status":"failed","msg":"Failed","errorDesc":"Image is blurred"}}"""), 200, "declined", "Image is blurred" },
        { """{"response":{"status":"pending","msg":"Not now"}}""", 200, "declined", "Not now" },
        { """{"message":"Invalid image"}""", 400, "declined", "Invalid image" },
        { "<html>busy</html>", 200, "unavailable", "" },
        { "", 200, "unavailable", "" },
        { "[]", 200, "unavailable", "" },
        { """{"status":"success"}""", 200, "unavailable", "" },
        { """{"response":"success"}""", 200, "unavailable", "" },
        { BajajCipher.Encrypt("""{"response":{"status":"success"}}"""u8, "another.key.of.32.characters.000"), 200, "unavailable", "" },
        { Encrypted("[1]"), 200, "unavailable", "" },
        { "<html>", 404, "unavailable", "lasting" },
        { """{"message":"forbidden"}""", 403, "unavailable", "lasting" },
        { """{"message":"slow down"}""", 429, "unavailable", "" },
        { """{"message":"down"}""", 503, "unavailable", "" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_may_come_encrypted_or_in_clear_and_anything_else_is_none(string answer, int status, string outcome, string says)
    {
        _partner.Answers(UploadPath, answer, status);

        var result = await _bench.UploadAsync();

        result.Outcome.Should().Be(outcome);
        (result.Fault?.Lasting is not null).Should().Be(says == "lasting");
        if (outcome == "declined") result.Result.Field("reason")!.Text.Should().Be(says);
    }

    [Theory]
    [InlineData("""{"response":{"status":"success"},"kyvStatus":"REJECTED"}""", "known")]
    [InlineData("""{"response":{"status":"failed","errorDesc":"No images"}}""", "unknown")]
    [InlineData("""{"anything":"else"}""", "unavailable")]
    public async Task Of_what_is_known_of_a_tag_nothing_is_made_up(string answer, string outcome)
    {
        _partner.Answers(AskPath, Encrypted(answer));

        var result = await _bench.AskAsync();

        result.Outcome.Should().Be(outcome);
        KyvImages.Declaration.Outcomes.Should().OnlyContain(known => known.Fields.IsEmpty);
    }

    [Fact]
    public async Task An_answer_of_more_than_a_megabyte_is_none()
    {
        const string Start = """{"response":{"status":"success"}}""";
        _partner.Answers(UploadPath, Start + new string(' ', PeerClients.LongAnswer - Start.Length + 1));

        (await _bench.UploadAsync()).Outcome.Should().Be("unavailable");
    }

    [Fact]
    public async Task A_partner_that_is_away_is_told_as_that_and_asked_again_next_time()
    {
        _partner.Drops(UploadPath);
        (await _bench.UploadAsync()).Outcome.Should().Be("unavailable");

        using var nowhere = new BajajBench(Options("http://bot-bajaj.invalid"), _clock);
        var away = await nowhere.UploadAsync();

        (away.Outcome, away.Fault).Should().Be(("unavailable", null));
    }

    [Theory]
    [InlineData("large", "photo.tooLarge")]
    [InlineData("text", "photo.file")]
    public async Task A_photo_that_is_none_is_asked_for_again_and_does_not_leave(string photo, string message)
    {
        var result = await _bench.UploadAsync(photo);

        (result.Fault!.Argument, result.Fault.Message).Should().Be(("image", message));
        _partner.Requests.Should().BeEmpty();
    }

    [Fact]
    public void What_a_log_line_may_show_has_no_secret() => Options("https://bajaj.example.com").ToString().Should().Be("Bajaj https://bajaj.example.com");

    private int Tokens => _partner.Requests.Count(request => request.Target == TokenPath);

    private static BajajOptions Options(string address) => new()
    {
        BaseUrl = address, Channel = "TEST", AgentId = "70001", EncryptionKey = BajajCipherTests.Key, Timeout = TimeSpan.FromSeconds(20),
    };

    private static string Encrypted(string clear) => BajajCipher.Encrypt(Encoding.UTF8.GetBytes(clear), BajajCipherTests.Key);

    private static string Clear(string encrypted) => Encoding.UTF8.GetString(BajajCipher.Decrypt(encrypted, BajajCipherTests.Key)!);
}
