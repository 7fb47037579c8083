using System.Net.Http.Json;
using System.Text.Json;
using Bot.Bench.Publishing;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Host.Publishing;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Publishing;

/// <summary>A host whose flows are in the database, for all tests of a class; each test has a flow of its own. Publishing takes two.</summary>
public class PublishingHost : IAsyncLifetime
{
    public const string Maker = "maker-key-0123456789abcdef";
    public const string Approver = "approver-key-0123456789abcd";
    public const string Stranger = "stranger-key-0123456789abcd";
    public const string Workflow = "workflow-key-0123456789abcd";

    private BotHost? _host;
    private int _messages;
    private int _people;

    internal BotHost Host => _host ?? throw new InvalidOperationException("The host is not running.");

    internal PublishedFlows Published => Host.Services.GetRequiredService<PublishedFlows>();

    private IStore Store => Host.Services.GetRequiredService<IStore>();

    /// <summary>What a host of this fixture is told.</summary>
    /// <param name="database">As in <c>DATABASE_URL</c>; null: a new SQLite file.</param>
    private Dictionary<string, string> Settings(string? database)
    {
        var settings = new Dictionary<string, string>
        {
            ["FLOWS_FROM"] = "database",
            ["PUBLISH_APPROVALS"] = "2",
            ["API_KEYS"] = $"maker:{Maker}:flows,approver:{Approver}:flows,stranger:{Stranger}:otp,interakt:{Workflow}:fastag",
        };
        if (database is not null) settings["DATABASE_URL"] = database;
        foreach (var (name, value) in Besides(database)) settings[name] = value;
        return settings;
    }

    public virtual async Task InitializeAsync()
    {
        if (IsRun) _host = await StartAsync();
    }

    /// <summary>False where the store is not installed; the tests are skipped then.</summary>
    private protected virtual bool IsRun => true;

    /// <summary>As in <c>DATABASE_URL</c>; null: a new SQLite file.</summary>
    private protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    /// <summary>What else a host is told.</summary>
    private protected virtual IReadOnlyDictionary<string, string> Besides(string? database) => new Dictionary<string, string>();

    /// <summary>One more host on the database, where several may share it.</summary>
    internal async Task<BotHost> StartAsync() => await BotHost.StartAsync(new() { Settings = Settings(await DatabaseAsync()) });

    public virtual async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }

    internal static (string Name, string? Text)[] FilesOf(string flow, IReadOnlyDictionary<string, string?> files) =>
        [.. files.Select(file => (Own(file.Key, flow), file.Value is { } text ? Own(text, flow) : null))];

    /// <summary>The flow's first version, published.</summary>
    internal async Task<int> BeginAsync(string flow)
    {
        var number = await AddAsync(FilesOf(flow, VisitFlow.First));
        await PublishAsync(number);
        return number;
    }

    /// <summary>The newest version with other files.</summary>
    internal async Task<int> AddAsync(params (string Name, string? Text)[] files)
    {
        var newest = (await Host.Services.GetRequiredService<VersionRegister>().ListAsync(default))[^1].Number;
        var (status, body) = await SendAsync(HttpMethod.Post, "", new { from = newest, files = files.ToDictionary(file => file.Name, file => file.Text) });
        status.Should().Be(201, "{0}", body);
        return body.GetProperty("data").GetProperty("number").GetInt32();
    }

    internal async Task<JsonElement> PlanAsync(int number, object? body = null)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, $"/{number}/plan", body ?? new { untried = true });
        status.Should().Be(201, "{0}", answer);
        return answer.GetProperty("data");
    }

    internal async Task PublishAsync(int number, object? body = null)
    {
        var plan = await PlanAsync(number, body);
        var (status, answer) = await CarryOutAsync(number, plan);
        status.Should().Be(200, "{0}", answer);
    }

    internal Task<(int Status, JsonElement Body)> CarryOutAsync(int number, JsonElement plan, string key = Approver) =>
        SendAsync(HttpMethod.Post, $"/{number}/publish", new { plan = plan.GetProperty("id").GetString() }, key);

    internal Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body = null, string key = Maker) =>
        Host.SendAsync(method, $"/flows/versions{path}", body is null ? null : JsonContent.Create(body), key);

    internal string NewPerson() => $"9198111{Interlocked.Increment(ref _people):00000}";

    internal async Task SayAsync(string person, params IReadOnlyList<string> texts)
    {
        foreach (var text in texts) (await Host.DeliverAsync(person, NewMessage(), text)).Should().Be(200);
    }

    internal string NewMessage() => $"wamid.publishing.{Interlocked.Increment(ref _messages)}";

    internal async Task<Session> SessionOf(string person) => (await Store.LoadAsync($"meta:{person}", default))!.Session;

    /// <summary>What the bot said to a person, oldest first.</summary>
    internal async Task<IReadOnlyList<string>> SaidToAsync(string person) =>
        [
            .. (await Store.TranscriptAsync($"meta:{person}", 100, default)).Reverse().SelectMany(turn => turn.Lines)
                .Where(line => line.Direction == "out").Select(line => line.Text),
        ];

    private static string Own(string text, string flow) =>
        text.Replace("मुलाक़ात", $"{flow} hindi", StringComparison.Ordinal).Replace("visit", flow, StringComparison.Ordinal);
}
