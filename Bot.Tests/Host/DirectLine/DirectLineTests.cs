using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Bot.Tests.Support;

namespace Bot.Tests.Host.DirectLine;

/// <summary>Direct Line 3.0 as clients use it, over HTTP and WebSocket.</summary>
public sealed class DirectLineTests
{
    [Fact]
    public async Task What_is_said_is_echoed_and_answered_in_order()
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();

        var id = await page.SayAsync("*fastag*", "c1");
        (await page.TextsAsync(2)).Should().HaveCount(2).And.HaveElementAt(0, "*fastag*");

        var (activities, watermark) = await page.PollAsync();
        activities[0].GetProperty("id").GetString().Should().Be(id);
        activities[0].GetProperty("from").GetProperty("id").GetString().Should().Be("dl_asha", "the token's user speaks, whatever the page says");
        activities[0].GetProperty("channelData").GetProperty("clientActivityID").GetString().Should().Be("c1");
        activities.Should().OnlyContain(activity => activity.GetProperty("textFormat").GetString() == "plain");
        activities[1].GetProperty("from").GetProperty("role").GetString().Should().Be("bot");
        (await page.PollAsync(watermark)).Activities.Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_that_is_posted_twice_is_handled_once()
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();

        var first = await page.SayAsync("fastag", "c1");
        await page.TextsAsync(2);

        (await page.SayAsync("fastag", "c1")).Should().Be(first);
        await NothingPendsAsync(line);
        (await page.TextsAsync(2)).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_retry_of_a_message_whose_echo_never_came_is_handled_once_and_has_its_echo()
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();
        await page.SayAsync("fastag", "c1");
        await NothingPendsAsync(line);

        // Web Chat gives up on an echo after 20 s.
        await line.AdvanceAsync(TimeSpan.FromSeconds(21));
        await page.SayAsync("fastag", "c2");
        await NothingPendsAsync(line);

        var (activities, _) = await page.PollAsync();
        activities.Should().HaveCount(2, "one message and one answer");
        activities.Select(activity => activity.TryGetProperty("channelData", out var data) ? data.GetProperty("clientActivityID").GetString() : "").Should().Equal("", "c2");
    }

    [Fact]
    public async Task The_same_words_again_are_another_message_once_the_first_was_seen()
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();
        await page.SayAsync("xyz", "c1");
        await page.TextsAsync(2);
        var (_, watermark) = await page.PollAsync();
        await page.PollAsync(watermark);

        await line.AdvanceAsync(TimeSpan.FromSeconds(21));
        await page.SayAsync("xyz", "c2");

        (await page.TextsAsync(4)).Where(text => text == "xyz").Should().HaveCount(2);
    }

    [Fact]
    public async Task A_socket_tells_what_was_missed_and_then_what_is_said()
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();
        await page.SayAsync("fastag", "c1");
        await page.TextsAsync(2);

        using var socket = await SocketAsync(page, "?watermark=1");
        var missed = await FrameAsync(socket);
        missed.GetProperty("watermark").GetString().Should().Be("2");
        missed.GetProperty("activities").EnumerateArray().Should().ContainSingle().Which.GetProperty("from").GetProperty("role").GetString().Should().Be("bot");

        await page.SayAsync("cancel", "c2");
        (await FrameAsync(socket)).GetProperty("activities").EnumerateArray().First().GetProperty("text").GetString().Should().Be("cancel");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    [Fact]
    public async Task A_photo_is_kept_and_shown_to_those_who_have_its_address()
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();
        var photo = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "Bot.Sandbox", "State", "vehicle.jpg"));

        (await UploadAsync(page, photo, "image/jpeg", "my RC")).Should().Be(200);

        var shown = (await page.PollAsync()).Activities[0].GetProperty("attachments").EnumerateArray().Single();
        var link = shown.GetProperty("contentUrl").GetString()!;
        (await line.Host.Client.GetByteArrayAsync(link)).Should().Equal(photo);
        (await line.Host.Client.GetAsync(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("letter.jpg", 20, "image/jpeg")]
    [InlineData("huge.jpg", (5 * 1024 * 1024) + 1, "image/jpeg")]
    [InlineData("letter.pdf", 20, "application/pdf")]
    public async Task A_file_that_is_no_photo_is_answered_in_a_sentence(string name, int length, string type)
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();

        (await UploadAsync(page, Encoding.ASCII.GetBytes(new string('x', length)), type, "", name)).Should().Be(200);

        (await page.TextsAsync(2))[1].Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_link_to_a_file_elsewhere_is_not_followed()
    {
        await using var line = await DirectLineHost.StartAsync();
        await using var elsewhere = await Compliance.ChannelPeer.StartAsync();
        var page = await line.OpenAsync();

        var activity = new { type = "message", attachments = new[] { new { contentType = "image/jpeg", contentUrl = elsewhere.Url + "/photo" } } };
        await page.SendAsync(HttpMethod.Post, "/activities", JsonContent.Create(activity));

        (await page.TextsAsync(2)).Should().HaveCount(2);
        elsewhere.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_token_opens_its_own_conversation_only_and_for_its_time_only()
    {
        await using var line = await DirectLineHost.StartAsync();
        var (asha, ravi) = (await line.OpenAsync(), await line.OpenAsync("dl_ravi"));

        foreach (var path in new[] { "", "/activities" })
            (await line.SendAsync(HttpMethod.Get, $"/conversations/{asha.Conversation}{path}", ravi.Token)).Status.Should().Be(403);
        (await line.SendAsync(HttpMethod.Post, $"/conversations/{asha.Conversation}/activities", ravi.Token, JsonContent.Create(new { type = "message", text = "hi" }))).Status.Should().Be(403);
        var parts = asha.Token.Split('.');
        foreach (var wrong in new[] { "", "x", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{parts[2][..^2]}AA", $"eyJhbGciOiJub25lIn0.{parts[1]}.{parts[2]}", DirectLineHost.Secret })
            (await line.SendAsync(HttpMethod.Get, $"/conversations/{asha.Conversation}/activities", wrong)).Status.Should().Be(403, wrong);

        await line.AdvanceAsync(TimeSpan.FromMinutes(59));
        var (status, renewed) = await line.SendAsync(HttpMethod.Post, "/tokens/refresh", asha.Token);
        status.Should().Be(200);
        await line.AdvanceAsync(TimeSpan.FromMinutes(2));
        (await line.SendAsync(HttpMethod.Post, "/tokens/refresh", asha.Token)).Status.Should().Be(403);
        (await (asha with { Token = renewed.GetProperty("token").GetString()! }).PollAsync()).Activities.Should().BeEmpty();
    }

    [Fact]
    public async Task Tokens_are_given_to_those_who_show_the_secret()
    {
        await using var line = await DirectLineHost.StartAsync();

        foreach (var wrong in new[] { "", "another", DirectLineHost.Secret[..^1] })
            (await line.SendAsync(HttpMethod.Post, "/tokens/generate", wrong)).Status.Should().Be(403);
        (await line.SendAsync(HttpMethod.Post, "/conversations", DirectLineHost.Secret)).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("{\"type\":\"message\",\"type\":\"event\"}")]
    [InlineData("{\"type\":1}")]
    [InlineData("{\"type\":\"event\",\"name\":\"webchat/join\"}")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud83d\",\"value\":{\"tap\":{}},\"from\":[],\"channelData\":\"x\"}")]
    [InlineData("{\"type\":\"message\",\"text\":\"hi\",\"value\":{\"tap\":\"\\udc00\"}}")]
    [InlineData("{\"type\":\"message\",\"text\":\"hi\",\"channelData\":{\"\\ud83d\":1}}")]
    [InlineData("{\"\\ud83dtype\":\"message\",\"type\":\"message\",\"text\":\"hi\"}")]
    public async Task What_is_no_message_breaks_nothing(string body)
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();

        (await page.SendAsync(HttpMethod.Post, "/activities", new StringContent(body, Encoding.UTF8, "application/json"))).Status.Should().BeOneOf(200, 400);
        await NothingPendsAsync(line);
        await page.PollAsync();
    }

    [Fact]
    public async Task A_conversation_takes_sixty_messages_a_minute()
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();
        var typing = () => page.SendAsync(HttpMethod.Post, "/activities", JsonContent.Create(new { type = "typing" }));

        for (var count = 0; count < 60; count++) (await typing()).Status.Should().Be(200);
        (await typing()).Status.Should().Be(429);
        await page.PollAsync();
        await line.AdvanceAsync(TimeSpan.FromMinutes(1));
        (await typing()).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(DirectLineHost.Shop, true)]
    [InlineData("", true)]
    [InlineData("https://evil.example.com", false)]
    [InlineData("https://shop.example.com.evil.example.com", false)]
    [InlineData("null", false)]
    public async Task Pages_of_known_origins_alone_may_use_it(string origin, bool may)
    {
        await using var line = await DirectLineHost.StartAsync();
        var page = await line.OpenAsync();

        (await line.SendAsync(HttpMethod.Post, "/conversations", page.Token, origin: origin)).Status.Should().Be(may ? 201 : 403);
        using var request = new HttpRequestMessage(HttpMethod.Options, $"{line.Domain}/conversations/{page.Conversation}/activities");
        if (origin.Length > 0) request.Headers.Add("Origin", origin);
        using var asked = await line.Host.Client.SendAsync(request);
        asked.StatusCode.Should().Be(may ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden);
        asked.Headers.Contains("Access-Control-Allow-Origin").Should().Be(may && origin.Length > 0);
        var opening = () => SocketAsync(page, "?watermark=0", origin);
        if (may) (await opening()).Dispose();
        else await opening.Should().ThrowAsync<WebSocketException>();
    }

    [Fact]
    public async Task Behind_a_proxy_the_stream_is_where_browsers_reach_it()
    {
        await using var line = await DirectLineHost.StartAsync(null, ("DIRECT_LINE_URL", "https://bot.example.com/"));
        var page = await line.OpenAsync();

        (await page.SendAsync(HttpMethod.Get, "?watermark=7")).Body.GetProperty("streamUrl").GetString().Should()
            .StartWith($"wss://bot.example.com/directline/conversations/{page.Conversation}/stream?watermark=7&t=");
    }

    [Fact]
    public async Task What_was_said_and_the_token_outlive_the_process()
    {
        using var folder = new TemporaryFolder();
        DirectLineHost.Page page;
        await using (var first = await DirectLineHost.StartAsync(new() { Folder = folder.Path }))
        {
            page = await first.OpenAsync();
            await page.SayAsync("fastag", "c1");
            await page.TextsAsync(2);
        }

        await using var second = await DirectLineHost.StartAsync(new() { Folder = folder.Path });
        (await (page with { Line = second }).TextsAsync(2)).Should().HaveCount(2).And.HaveElementAt(0, "fastag");
    }

    private static Task NothingPendsAsync(DirectLineHost line) => Eventually.Holds(async () => await line.Host.PendingAsync() == 0);

    private static async Task<int> UploadAsync(DirectLineHost.Page page, byte[] bytes, string type, string text, string name = "photo.jpg")
    {
        using var form = new MultipartFormDataContent();
        var activity = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { type = "message", text, channelData = new { clientActivityID = "u1" } }));
        activity.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.microsoft.activity");
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(activity, "activity", "blob");
        form.Add(file, "file", name);
        return (await page.SendAsync(HttpMethod.Post, "/upload?userId=+91 98123&x=1", form)).Status;
    }

    private static async Task<ClientWebSocket> SocketAsync(DirectLineHost.Page page, string query, string origin = "")
    {
        var (_, body) = await page.SendAsync(HttpMethod.Get, query);
        var socket = new ClientWebSocket();
        if (origin.Length > 0) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new(body.GetProperty("streamUrl").GetString()!), CancellationToken.None);
        return socket;
    }

    private static async Task<JsonElement> FrameAsync(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var text = new MemoryStream();
            var buffer = new byte[4096];
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
                text.Write(buffer, 0, received.Count);
            }
            while (!received.EndOfMessage);
            if (text.Length > 0) return JsonDocument.Parse(text.ToArray()).RootElement;
        }
    }
}
