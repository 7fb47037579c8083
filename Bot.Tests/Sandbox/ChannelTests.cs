using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Sandbox;
using Bot.Sandbox.State;
using Bot.Tests.Support.Partners;

namespace Bot.Tests.Sandbox;

/// <summary>The sandboxed channels, spoken to in the providers' own wire forms.</summary>
public sealed class ChannelTests : SandboxFixture
{
    [Fact]
    public async Task Meta_takes_buttons_and_lists_and_templates()
    {
        await MetaAsync("""{"messaging_product":"whatsapp","to":"919812345678","type":"text","text":{"body":"Hello"},"biz_opaque_callback_data":"out-1"}""");
        await MetaAsync("""{"messaging_product":"whatsapp","to":"919812345678","type":"interactive","interactive":{"type":"button","body":{"text":"Pick"},"action":{"buttons":[{"type":"reply","reply":{"id":"s#yes","title":"Yes"}},{"type":"reply","reply":{"id":"s#no","title":"No"}}]}}}""");
        await MetaAsync("""{"messaging_product":"whatsapp","to":"919812345678","type":"interactive","interactive":{"type":"list","body":{"text":"Pick"},"action":{"button":"Open","sections":[{"rows":[{"id":"1","title":"One","description":"first"}]}]}}}""");
        await MetaAsync("""{"messaging_product":"whatsapp","to":"919812345678","type":"template","template":{"name":"otp","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"482913"}]}]}}""");

        World.Sent.Select(message => message.Kind).Should().Equal("text", "buttons", "list", "template");
        World.Sent[0].Text.Should().Be("Hello");
        World.Sent[1].Taps.Should().Equal(new SandboxTap("s#yes", "Yes"), new SandboxTap("s#no", "No"));
        World.Sent[2].Taps.Should().Equal(new SandboxTap("1", "One", "first"));
        World.Sent[2].Open.Should().Be("Open");
        World.Sent.Select(message => message.ProviderId).Should().OnlyHaveUniqueItems().And.OnlyContain(id => id.StartsWith("wamid."));
        World.Ledger.SendsOf("out-1").Should().Be(1);
        World.LastCodeFor("9812345678").Should().Be("482913");
    }

    [Fact]
    public async Task Meta_wants_a_token()
    {
        using var http = new HttpClient();

        var answer = await http.PostAsJsonAsync(Address + "/sandbox/meta/1055/messages", new { messaging_product = "whatsapp" });

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetProperty("code").GetInt32().Should().Be(190);
        World.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData(4, 20, false)]
    [InlineData(3, 21, false)]
    [InlineData(3, 20, true)]
    public async Task Too_many_or_too_long_buttons_are_refused_as_Meta_does(int count, int length, bool taken)
    {
        var buttons = Enumerable.Range(0, count).Select(i => new { type = "reply", reply = new { id = $"{i}", title = $"{i}".PadRight(length, 'x') } });

        var (status, body) = await MetaAsync(
            JsonSerializer.Serialize(
                new { messaging_product = "whatsapp", to = "919812345678", type = "interactive", interactive = new { type = "button", body = new { text = "Pick" }, action = new { buttons } } }));

        status.Should().Be(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        if (!taken) body.GetProperty("error").GetProperty("code").GetInt32().Should().Be(131009);
        World.Sent.Should().HaveCount(taken ? 1 : 0);
    }

    [Theory]
    [InlineData(10, 24, 72, true)]
    [InlineData(11, 24, 72, false)]
    [InlineData(10, 25, 72, false)]
    [InlineData(10, 24, 73, false)]
    public async Task A_list_keeps_to_its_limits(int count, int title, int description, bool taken)
    {
        var rows = Enumerable.Range(0, count).Select(i => new { id = $"{i}", title = $"{i}".PadRight(title, 'x'), description = new string('d', description) });

        var (status, _) = await MetaAsync(
            JsonSerializer.Serialize(
                new
                {
                    messaging_product = "whatsapp", to = "919812345678", type = "interactive",
                    interactive = new { type = "list", body = new { text = "Pick" }, action = new { button = "Open", sections = new[] { new { rows } } } }
                }));

        status.Should().Be(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Meta_hands_out_media_in_two_steps()
    {
        using var http = Meta();

        var described = await http.GetFromJsonAsync<JsonElement>($"{Address}/sandbox/meta/{SandboxWorld.SamplePhoto}");
        var bytes = await http.GetByteArrayAsync(described.GetProperty("url").GetString());

        bytes.Should().StartWith(new byte[] { 0xFF, 0xD8, 0xFF });
        described.GetProperty("file_size").GetInt32().Should().Be(bytes.Length);
        described.GetProperty("sha256").GetString().Should().Be(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task Gupshup_takes_session_messages_and_templates()
    {
        var (status, body) = await GupshupAsync("msg", ("message", """{"type":"quick_reply","msgid":"m1","content":{"type":"text","text":"Pick"},"options":[{"type":"text","title":"Yes","postbackText":"s#yes"}]}"""));
        await GupshupAsync("msg", ("message", """{"type":"list","title":"","body":"Pick","globalButtons":[{"type":"text","title":"Open"}],"items":[{"title":"All","options":[{"type":"text","title":"One","description":"first","postbackText":"s#1"}]}]}"""));
        await GupshupAsync("template/msg", ("template", """{"id":"c6aecef6","params":["123456"]}"""));

        status.Should().Be(HttpStatusCode.Accepted);
        body.GetProperty("status").GetString().Should().Be("submitted");
        body.GetProperty("messageId").GetString().Should().Be(World.Sent[0].ProviderId);
        World.Sent.Select(message => message.Kind).Should().Equal("buttons", "list", "template");
        World.Sent[1].Taps.Should().Equal(new SandboxTap("s#1", "One", "first"));
        World.Sent[2].Parameters.Should().Equal("123456");
        World.LastCodeFor("+919812345678").Should().Be("123456");
    }

    [Fact]
    public async Task Gupshup_refuses_a_plus_before_the_number()
    {
        var (status, body) = await GupshupAsync("msg", ("destination", "+919812345678"), ("message", """{"type":"text","text":"Hi"}"""));

        status.Should().Be(HttpStatusCode.BadRequest);
        body.GetProperty("message").GetString().Should().Be("Invalid Destination");
    }

    [Fact]
    public async Task Interakt_takes_its_own_envelope_with_Metas_objects_inside()
    {
        await InteraktAsync("""{"countryCode":"+91","phoneNumber":"9812345678","callbackData":"out-7","type":"Text","data":{"message":"Hello"}}""");
        var (status, body) = await InteraktAsync("""{"countryCode":"+91","phoneNumber":"9812345678","type":"InteractiveButton","data":{"message":{"type":"button","body":{"text":"Pick"},"action":{"buttons":[{"type":"reply","reply":{"id":"y","title":"Yes"}}]}}}}""");

        status.Should().Be(HttpStatusCode.Created);
        body.GetProperty("result").GetBoolean().Should().BeTrue();
        World.Sent.Select(message => (message.Kind, message.To)).Should().Equal(("text", "919812345678"), ("buttons", "919812345678"));
        World.Ledger.SendsOf("out-7").Should().Be(1);
    }

    [Fact]
    public async Task Interakt_wants_one_form_of_the_number_only()
    {
        var (status, body) = await InteraktAsync("""{"fullPhoneNumber":"919812345678","countryCode":"+91","phoneNumber":"9812345678","type":"Text","data":{"message":"Hello"}}""");

        status.Should().Be(HttpStatusCode.BadRequest);
        body.GetProperty("result").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_waits_for_a_message_gets_it()
    {
        var waiting = World.WhenSentAsync(message => message.Text == "Hello", CancellationToken.None);
        waiting.IsCompleted.Should().BeFalse();

        await MetaAsync("""{"messaging_product":"whatsapp","to":"919812345678","type":"text","text":{"body":"Hello"}}""");

        (await waiting).To.Should().Be("919812345678");
    }

    private HttpClient Meta()
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        return http;
    }

    private async Task<(HttpStatusCode, JsonElement)> MetaAsync(string json)
    {
        using var http = Meta();
        return await PostAsync(http, "/sandbox/meta/1055/messages", new StringContent(json));
    }

    private async Task<(HttpStatusCode, JsonElement)> GupshupAsync(string path, params (string Name, string Value)[] fields)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("apikey", "key");
        var form = new Dictionary<string, string> { ["channel"] = "whatsapp", ["source"] = "919800000001", ["destination"] = "919812345678", ["src.name"] = "Demo" };
        foreach (var (name, value) in fields) form[name] = value;
        return await PostAsync(http, "/sandbox/gupshup/wa/api/v1/" + path, new FormUrlEncodedContent(form));
    }

    private async Task<(HttpStatusCode, JsonElement)> InteraktAsync(string json)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "ZGVtbzo=");
        return await PostAsync(http, "/sandbox/interakt/v1/public/message/", new StringContent(json));
    }

    private async Task<(HttpStatusCode, JsonElement)> PostAsync(HttpClient http, string path, HttpContent content)
    {
        using var answer = await http.PostAsync(Address + path, content);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }
}
