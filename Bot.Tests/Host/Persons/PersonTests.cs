using System.Net.Http.Json;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Host.Persons;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;
using Bot.Storage.Care;
using Bot.Storage.Sealing;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Host.Persons;

/// <summary>A person's data over HTTP: shown as figures, exported whole, restricted at once, and erased with a receipt.</summary>
public sealed class PersonTests(PersonTests.Hosts hosts) : IClassFixture<PersonTests.Hosts>
{
    private const string Office = "the-office-may-see-to-privacy";
    private const string Everything = "a-key-that-may-do-everything";

    [Fact]
    public async Task A_person_is_shown_as_figures_and_exported_whole()
    {
        var number = await TalkedAsync("9876501001");

        var shown = await DataAsync("GET", $"/persons/{number}", Office);
        shown.GetProperty("number").GetString().Should().Be("XXXXXX1001");
        shown.GetProperty("conversations").EnumerateArray().Select(one => one.GetString()).Should().Equal("meta");
        shown.GetProperty("found").GetProperty("turns").GetInt32().Should().BeGreaterThan(0);
        shown.ToString().Should().NotContain("9876501001").And.NotContain("Asha");

        (await Host.GetAsync($"/persons/{number}/export", Office)).Status.Should().Be(403, "it shows personal data");
        var export = await DataAsync("GET", $"/persons/{number}/export", Everything);
        export.GetProperty("data").GetProperty("turns").EnumerateArray().Should().NotBeEmpty();
        export.ToString().Should().Contain("remember me 9876501001");
    }

    [Fact]
    public async Task Who_is_to_be_erased_is_neither_heard_nor_answered_nor_shown()
    {
        var number = await TalkedAsync("9876501002");
        var session = (await Host.Services.GetRequiredService<IConversationStore>().LoadAsync($"meta:91{number}", default))!.Session.Id;

        var erasure = await DataAsync("POST", $"/persons/{number}/erase", Office, new { why = "asked by e-mail" });
        erasure.GetProperty("state").GetString().Should().Be("restricted");
        var (version, sent) = (await VersionAsync(number), await Host.SentAsync($"91{number}"));

        (await Host.DeliverAsync($"91{number}", "wamid.after", "hello again")).Should().Be(200, "the provider need not try again");
        (await VersionAsync(number)).Should().Be(version);
        (await Host.SentAsync($"91{number}")).Should().Be(sent);
        (await Host.GetAsync($"/sessions/{session}", Everything)).Status.Should().Be(404);
        (await DataAsync("GET", "/sessions?limit=200", Everything)).ToString().Should().NotContain(session);
        var shown = await DataAsync("GET", $"/persons/{number}", Office);
        (shown.GetProperty("found").EnumerateObject().Count(), shown.GetProperty("erasure").GetProperty("by").GetString()).Should().Be((0, "office"));
        (await Host.GetAsync($"/persons/{number}/export", Everything)).Status.Should().Be(409);

        var again = await DataAsync("POST", $"/persons/{number}/erase", Office, new { why = "asked again" });
        again.GetProperty("erasure_id").GetString().Should().Be(erasure.GetProperty("erasure_id").GetString(), "there is one erasure");
    }

    [Fact]
    public async Task No_lead_is_created_for_who_is_to_be_erased_and_the_caller_is_told()
    {
        var number = await TalkedAsync("9876501012");
        var lead = new
        {
            loan_type = "home_loan", loan_amount = 5_000_000, loan_tenure = 20, pan_number = "ABCDE1234F", first_name = "John", last_name = "Doe", gender = "Male",
            mobile_number = number, email = "john.doe@example.com", dob = "15/06/1990", pin_code = "400001",
        };
        await DataAsync("POST", $"/persons/{number}/erase", Office, new { why = "asked by e-mail" });

        var (status, body) = await Host.SendAsync(HttpMethod.Post, "/api_v1/lead_create", JsonContent.Create(lead), Everything);

        status.Should().Be(403);
        body.ToString().Should().Contain("person_restricted").And.Contain("are being erased");
    }

    [Fact]
    public async Task A_request_is_withdrawn_before_its_time_and_the_person_is_heard_again()
    {
        var number = await TalkedAsync("9876501003");
        var id = (await DataAsync("POST", $"/persons/{number}/erase", Office, new { why = "the wrong number" })).GetProperty("erasure_id").GetString();

        (await Host.SendAsync(HttpMethod.Delete, $"/erasures/{id}", null, Office)).Status.Should().Be(200);

        var version = await VersionAsync(number);
        await Host.DeliverAsync($"91{number}", "wamid.again", "hello again");
        (await VersionAsync(number)).Should().BeGreaterThan(version);
        (await Host.SendAsync(HttpMethod.Delete, $"/erasures/{id}", null, Office)).Status.Should().Be(409);
    }

    [Fact]
    public async Task A_purge_that_dies_on_the_way_ends_in_the_same_receipt_and_the_person_begins_anew()
    {
        var (host, store) = (hosts.AtOnce, hosts.AtOnce.Services.GetRequiredService<IStore>());
        var number = await TalkedAsync("9876501004", host);
        await store.ChangeAsync([new("lead", "APP-77", 0, $$"""{"application_id":"APP-77","mobile_number":"+91{{number}}","pan_number":"ABCDE1234F","status":"created"}""", [new("mobile", "m")])], default);
        var found = (await DataAsync("GET", $"/persons/{number}", Office, host: host)).GetProperty("found");
        var id = (await DataAsync("POST", $"/persons/{number}/erase", Office, new { why = "asked" }, host)).GetProperty("erasure_id").GetString()!;

        var (persons, erasures) = (host.Services.GetRequiredService<PersonService>(), host.Services.GetRequiredService<PersonErasure>());
        for (var run = 0; run < 100 && (await persons.ErasureAsync(id, default))!.DoneAt is null; run++)
        {
            var writes = 0;
            erasures.BeforeWrite = () => { if (writes++ == 1) throw new IOException("The process dies."); };
            try
            {
                await persons.PurgeDueAsync(default);
            }
            catch (IOException)
            {
                // The next run goes on.
            }
        }

        erasures.BeforeWrite = null;
        var receipt = await DataAsync("GET", $"/erasures/{id}", Office, host: host);
        receipt.GetProperty("state").GetString().Should().Be("erased");
        var erased = receipt.GetProperty("erased");
        foreach (var kind in found.EnumerateObject().Where(kind => kind.Name is not ("turns" or "outbox")))
            erased.GetProperty(kind.Name).GetInt32().Should().Be(kind.Value.GetInt32(), kind.Name);
        erased.GetProperty("turns").GetInt32().Should().BeGreaterThanOrEqualTo(found.GetProperty("turns").GetInt32(), "ending what went on is a turn, too");
        receipt.GetProperty("kept").EnumerateArray().Should().Contain(kept => kept.GetProperty("what").GetString() == "leads, without the applicant" && kept.GetProperty("rows").GetInt32() == 1);
        receipt.ToString().Should().NotContain(number).And.NotContain("ABCDE1234F");

        (await store.FindAsync("lead", "APP-77", default)).Should().BeNull();
        (await store.FindAsync(ErasureKinds.Proof, $"{id}.lead.1", default))!.Body.Should().Contain("APP-77").And.NotContain("ABCDE1234F").And.NotContain(number);
        (await store.LoadAsync($"meta:91{number}", default)).Should().BeNull();
        await host.DeliverAsync($"91{number}", "wamid.new", "hello");
        (await store.LoadAsync($"meta:91{number}", default))!.Version.Should().BeGreaterThan(0, "who writes again begins anew");
    }

    [Fact]
    public async Task The_command_line_does_the_same_beside_a_host_which_knows_within_seconds()
    {
        var number = await TalkedAsync("9876501005");
        var session = (await Host.Services.GetRequiredService<IConversationStore>().LoadAsync($"meta:91{number}", default))!.Session.Id;
        var file = Path.Combine(Host.Folder, "export.json");

        (await RunAsync("person", "show", number)).Should().Match("*XXXXXX1005*heard on*meta*turns*").And.NotContain(number);
        (await RunAsync("person", "show", session)).Should().Contain("XXXXXX1005", "the id of a session will do");
        (await RunAsync("person", "export", number, "--to", file)).Should().Contain("in clear");
        (await File.ReadAllTextAsync(file)).Should().Contain($"remember me {number}");

        await Host.Services.GetRequiredService<IStore>().AddDeadLetterAsync(new("call.person.1", $"meta:91{number}", "call", "why", "", DateTimeOffset.UtcNow), default);
        (await RunAsync("letters")).Should().Contain("call.person.1");

        (await RunAsync("person", "erase", number, "--why", "asked by letter")).Should().Contain("\"state\": \"restricted\"").And.NotContain(number);

        await Eventually.Holds(async () => (await Host.GetAsync($"/sessions/{session}", Everything)).Status == 404);
        (await RunAsync("person", "show", number)).Should().Contain("restricted");
        (await RunAsync("person", "purge")).Should().Contain("done: 0", "its time is not over");
        (await RunAsync("letters")).Should().NotContain("call.person.1");
        (await RunAsync("letters", "call.person.1")).Should().Contain("no such letter");
        (await RunAsync("conversation", "show", session)).Should().Contain("to be erased").And.NotContain("remember me");
        (await RunAsync("audit")).Should().Contain("person.erase").And.Contain("XXXXXX1005").And.NotContain(number);
    }

    [Fact]
    public async Task What_waits_in_a_spool_of_this_host_is_counted_and_exported()
    {
        const string Number = "9876501006";
        var folder = Host.Services.GetRequiredService<IOptions<FolderOptions>>().Value.Data;
        await using (var spool = SqliteStore.Open(new() { Path = Path.Combine(folder, "spool-7.db") }, new Secrets(BotHostOptions.SecretKey).Sealer, TimeProvider.System))
            await spool.ChangeAsync([new("spooled", "1", 0, $$"""{"from":"91{{Number}}"}""")], default);

        (await DataAsync("GET", $"/persons/{Number}", Office)).GetProperty("found").GetProperty("spool").GetInt32().Should().Be(1);
        (await DataAsync("GET", $"/persons/{Number}/export", Everything)).GetProperty("data").GetProperty("spool").ToString().Should().Contain(Number);
    }

    [Theory]
    [InlineData("/persons/12345")]
    [InlineData("/erasures/none")]
    public async Task What_is_not_there_is_told(string path) => (await Host.GetAsync(path, Office)).Status.Should().Be(404);

    [Fact]
    public async Task It_wants_a_key_for_privacy_and_a_reason()
    {
        (await Host.GetAsync("/persons/9876501009", "a-key-for-the-desk-alone-x")).Status.Should().Be(403);
        (await Host.PostAsync("/persons/9876501009/erase", new { }, Office)).Status.Should().Be(422);
    }

    private BotHost Host => hosts.Later;

    private async Task<string> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        await Bot.Host.Commands.CommandLine.RunAsync(
            line,
            () => HostComposition.Sandboxed(
                Host.Folder, "x", null, ("SECRET_KEY", BotHostOptions.SecretKey), ("DATABASE_URL", Path.Combine(Host.Folder, "bot.db"))),
            TextReader.Null, output, output);
        return output.ToString();
    }

    private async Task<long> VersionAsync(string number) =>
        (await Host.Services.GetRequiredService<IConversationStore>().LoadAsync($"meta:91{number}", default))!.Version;

    private async Task<string> TalkedAsync(string number, BotHost? host = null)
    {
        (await (host ?? Host).DeliverAsync($"91{number}", $"wamid.{number}.1", "hi")).Should().Be(200);
        (await (host ?? Host).DeliverAsync($"91{number}", $"wamid.{number}.2", $"remember me {number}")).Should().Be(200);
        return number;
    }

    private async Task<JsonElement> DataAsync(string method, string path, string key, object? body = null, BotHost? host = null)
    {
        var (status, answer) = await (host ?? Host).SendAsync(new(method), path, body is null ? null : JsonContent.Create(body), key);
        status.Should().BeLessThan(300, answer.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>A host that erases after a week, and one that does at once.</summary>
    public sealed class Hosts : IAsyncLifetime
    {
        private const string Keys = $"office:{Office}:privacy,all:{Everything},desk:a-key-for-the-desk-alone-x:fastag";

        internal BotHost Later { get; private set; } = null!;

        internal BotHost AtOnce { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Later = await BotHost.StartAsync(new() { Settings = new Dictionary<string, string> { ["API_KEYS"] = Keys } });
            AtOnce = await BotHost.StartAsync(new() { Settings = new Dictionary<string, string> { ["API_KEYS"] = Keys, ["ERASE_AFTER"] = "0" } });
        }

        public async Task DisposeAsync()
        {
            await Later.DisposeAsync();
            await AtOnce.DisposeAsync();
        }
    }
}
