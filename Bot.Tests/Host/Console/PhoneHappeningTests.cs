using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;

namespace Bot.Tests.Host.Console;

/// <summary>The endpoints behind the buttons: what is wrong is told in a sentence and changes nothing.</summary>
public sealed class PhoneHappeningTests(PhoneHappeningTests.Served served) : IClassFixture<PhoneHappeningTests.Served>
{
    private const string User = "IN.1100000000000001";

    /// <summary>A host that serves the console.</summary>
    public sealed class Served : IAsyncLifetime
    {
        private BotHost? _host;

        internal BotHost Host => _host ?? throw new InvalidOperationException("The host is not running.");

        public async Task InitializeAsync() =>
            _host = await BotHost.StartAsync(new() { Settings = new Dictionary<string, string> { ["CONSOLE"] = "true" } });

        public async Task DisposeAsync()
        {
            if (_host is not null) await _host.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("meta/919870000001/event", "{}", "There is no event ''")]
    [InlineData("meta/919870000001/event", """{"kind":"explode"}""", "There is no event 'explode'; there are edit,")]
    [InlineData("meta/919870000001/event", """{"kind":"edit","value":"x"}""", "written nothing yet")]
    [InlineData("meta/919870000001/event", """{"kind":"delivered","value":"service"}""", "sent nothing yet")]
    [InlineData("meta/919870000001/event", """{"kind":"failed","value":"no code"}""", "a number, such as 131042")]
    [InlineData("meta/919870000001/event", """{"kind":"account","value":"99999999999"}""", "a number, such as 131042")]
    [InlineData("meta/919870000001/event", """{"kind":"new-number","value":"98"}""", "11 to 15 digits")]
    [InlineData("meta/919870000001/event", """{"kind":"new-id","value":"IN.2200000000000002"}""", "has told no user id")]
    [InlineData("meta/919870000001/event", """{"kind":"paused"}""", "stands in value")]
    [InlineData("meta/919870000001/event?user=nobody", """{"kind":"pin"}""", "A phone has a number of 10 digits")]
    [InlineData("botframework/919870000001/event", """{"kind":"pin"}""", "The provider of botframework tells of no 'pin'")]
    [InlineData("botframework/IN.1100000000000001/text", """{"text":"hi"}""", "on a channel that has user ids")]
    [InlineData("meta/919870000001/photo?kind=castle", "", "is no kind of photo")]
    public async Task What_cannot_happen_is_told_in_a_sentence(string path, string body, string sentence)
    {
        var (status, told) = await PostAsync(path, body);

        status.Should().Be(HttpStatusCode.BadRequest);
        told.GetProperty("message").GetString().Should().Contain(sentence);
    }

    [Fact]
    public async Task A_person_who_hides_the_number_goes_on_where_they_were_and_the_answer_reaches_the_phone()
    {
        await PostAsync("meta/919870000002/text", """{"text":"fastag"}""");
        await PostAsync($"meta/919870000002/text?user={User}", """{"text":"help"}""");

        var (status, _) = await PostAsync($"meta/919870000002/text?from={User}", """{"text":"menu"}""");

        status.Should().Be(HttpStatusCode.OK);
        await Eventually.Holds(served.Host.PendingAsync, pending => pending == 0);
        var machine = await served.Host.Client.GetFromJsonAsync<JsonElement>(new Uri($"/console/machine/meta/{User}", UriKind.Relative));
        machine.GetProperty("frames")[0].GetProperty("flow").GetString().Should().Be("menu");
        machine.GetProperty("turn").GetInt32().Should().Be(3, "it is the conversation of the number");
        machine.GetProperty("outbox").GetArrayLength().Should().BeGreaterThan(2, "rows stand under the conversation's own name");
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/console/phones/{path}", UriKind.Relative));
        request.Headers.Add("X-Bot-Console", "1");
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await served.Host.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
