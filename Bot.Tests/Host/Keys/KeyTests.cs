using System.Net.Http.Json;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Host.Commands;
using Bot.Host.Keys;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Keys;

/// <summary>API keys in the database: made, listed and revoked over HTTP and on the command line, effective on every host without a start.</summary>
public sealed class KeyTests(KeyTests.Hosts hosts) : IClassFixture<KeyTests.Hosts>
{
    private const string Office = "the-office-may-see-to-the-keys";
    private const string Everything = "a-key-that-may-do-everything";

    [Fact]
    public async Task A_key_is_made_used_and_revoked_and_every_host_knows()
    {
        var made = await DataAsync(hosts.One, "POST", "/keys", Everything, new { name = "crm", scopes = "letters" });
        var key = made.GetProperty("key").GetString()!;
        (await hosts.One.GetAsync("/letters", key)).Status.Should().Be(200, "the host that made it knows at once");
        (await hosts.One.GetAsync("/sessions", key)).Status.Should().Be(403, "it has one scope");
        await OpensAsync(hosts.Other, "crm", key);

        await hosts.One.Services.GetRequiredService<ApiKeyBook>().LookAsync(default);
        var listed = (await DataAsync(hosts.One, "GET", "/keys", Everything)).EnumerateArray().Single(one => one.GetProperty("name").GetString() == "crm");
        (listed.GetProperty("created_by").GetString(), listed.GetProperty("revoked_at").ValueKind).Should().Be(("all", JsonValueKind.Null));
        listed.ToString().Should().NotContain(key);

        (await hosts.Other.SendAsync(HttpMethod.Delete, "/keys/crm", null, Everything)).Status.Should().Be(200);
        (await hosts.Other.GetAsync("/letters", key)).Status.Should().Be(401);
        await Eventually.Holds(async () => (await hosts.One.GetAsync("/letters", key)).Status == 401);
    }

    [Fact]
    public async Task Only_the_hash_of_a_key_is_kept_and_its_last_use()
    {
        var key = (await DataAsync(hosts.One, "POST", "/keys", Everything, new { name = "hashed", scopes = "letters" })).GetProperty("key").GetString()!;
        (await hosts.One.GetAsync("/letters", key)).Status.Should().Be(200);

        var (store, register) = (hosts.One.Services.GetRequiredService<IStore>(), hosts.One.Services.GetRequiredService<ApiKeyRegister>());
        var body = (await store.FindAsync(StoredApiKey.Kind, "hashed", default))!.Body;
        body.Should().NotContain(key).And.Contain(StoredApiKey.HashOf(key));

        var book = new ApiKeyBook(register, store, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ApiKeyBook>.Instance);
        book.Note("hashed");
        await book.LookAsync(default);
        (await register.LastUseAsync("hashed", default)).Should().BeAfter(DateTimeOffset.UtcNow.AddMinutes(-5));
    }

    [Fact]
    public async Task A_key_makes_no_key_that_may_do_more_than_itself()
    {
        foreach (var scopes in new[] { "personal", "keys+letters", "all" })
            (await hosts.One.PostAsync("/keys", new { name = "climber", scopes }, Office)).Status.Should().Be(409, scopes);
        (await hosts.One.PostAsync("/keys", new { name = "equal", scopes = "keys" }, Office)).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("crm two", "letters", "A name has 1 to 40 letters")]
    [InlineData("office", "letters", "stands in API_KEYS")]
    [InlineData("wrong", "leters", "There is no scope 'leters'")]
    [InlineData("wrong", "all+letters", "Write all alone")]
    public async Task What_is_wrong_is_told_and_makes_no_key(string name, string scopes, string sentence)
    {
        var (status, body) = await hosts.One.PostAsync("/keys", new { name, scopes }, Everything);

        status.Should().Be(409);
        body.GetProperty("message").GetString().Should().Contain(sentence);
    }

    [Fact]
    public async Task The_command_line_makes_lists_and_revokes_beside_the_host()
    {
        var (code, text) = await RunAsync("apikey add cli --scopes letters");
        code.Should().Be(ExitCodes.Ok);
        var key = text.Split('\n')[0];
        await OpensAsync(hosts.One, "cli", key);

        (await RunAsync("apikey add cli --scopes letters")).Text.Should().Contain("There is or was a key named cli");
        (await RunAsync("apikey list")).Text.Should().Match("*cli*letters*made*by account:*").And.NotContain(key);
        (await RunAsync("apikey revoke cli")).Code.Should().Be(ExitCodes.Ok);
        (await RunAsync("apikey revoke missing")).Should().Be((ExitCodes.CannotRun, "There is no key named missing.\n"));
        await Eventually.Holds(async () => (await hosts.One.GetAsync("/letters", key)).Status == 401);
    }

    [Fact]
    public async Task The_state_of_a_change_of_the_secret_key_is_told()
    {
        var rotation = await DataAsync(hosts.One, "GET", "/keys/rotation", Office);

        (rotation.GetProperty("state").GetString(), rotation.GetProperty("keys").GetInt32()).Should().Be(("none", 1));
        (await RunAsync("rotate-key --state")).Text.Should().Contain("sealed with one key");
    }

    /// <summary>Until a host has looked the key up by itself. Asking by HTTP all the while would show wrong keys, of which a minute takes 20.</summary>
    private static async Task OpensAsync(BotHost host, string name, string key)
    {
        await Eventually.Holds(() => host.Services.GetRequiredService<ApiKeyBook>().Keys.Any(one => one.Name == name));
        await Eventually.Holds(async () => (await host.GetAsync("/letters", key)).Status == 200);
    }

    private async Task<(int Code, string Text)> RunAsync(string line)
    {
        using var output = new StringWriter();
        var code = await Bot.Host.Commands.CommandLine.RunAsync(line.Split(' '), () => hosts.Configuration, TextReader.Null, output, output);
        return (code, output.ToString().ReplaceLineEndings("\n"));
    }

    private static async Task<JsonElement> DataAsync(BotHost host, string method, string path, string key, object? body = null)
    {
        var (status, answer) = await host.SendAsync(new(method), path, body is null ? null : JsonContent.Create(body), key);
        status.Should().BeLessThan(300, answer.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Two hosts on one database.</summary>
    public sealed class Hosts : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        internal BotHost One { get; private set; } = null!;

        internal BotHost Other { get; private set; } = null!;

        internal Microsoft.Extensions.Configuration.IConfiguration Configuration => HostComposition.Sandboxed(
            _folder.Path, "x", null, ("SECRET_KEY", BotHostOptions.SecretKey), ("DATABASE_URL", Path.Combine(_folder.Path, "bot.db")), ("API_KEYS", Keys));

        private const string Keys = $"all:{Everything},office:{Office}:keys";

        public async Task InitializeAsync()
        {
            var options = new BotHostOptions { Folder = _folder.Path, Settings = new Dictionary<string, string> { ["API_KEYS"] = Keys } };
            (One, Other) = (await BotHost.StartAsync(options), await BotHost.StartAsync(options));
        }

        public async Task DisposeAsync()
        {
            await One.DisposeAsync();
            await Other.DisposeAsync();
        }

        public void Dispose() => _folder.Dispose();
    }
}
