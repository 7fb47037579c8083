using System.Text;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Host.Replays;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
using Bot.Tests.Compliance;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.World;

/// <summary>The whole bot on SQLite with the sandbox behind real HTTP and a clock of its own, and providers that deliver what a test writes.</summary>
internal sealed class WorldStage : IAsyncDisposable
{
    public const string Person = "919812345678";

    private readonly ReplayStage _stage;

    private WorldStage(ReplayStage stage, VirtualClock clock) => (_stage, Clock) = (stage, clock);

    public VirtualClock Clock { get; }

    /// <summary>How many messages were delivered, of which their ids are made. To be set on a stage that goes on with the database of another.</summary>
    public int Messages { get; set; }

    public ReplayStage Bot => _stage;

    public IReadOnlyList<Alarm> Alarms => _stage.Bot.Alarms.Open;

    public IReadOnlyList<SandboxSent> Sent => _stage.World.Sent;

    public static async Task<WorldStage> OpenAsync(params (string Name, string Value)[] settings)
    {
        var clock = new VirtualClock();
        return new(await ReplayStage.OpenAsync(Repository.Flows, clock, new Observers([]), settings: settings), clock);
    }

    public T Get<T>()
        where T : notnull => _stage.Bot.Services.GetRequiredService<T>();

    /// <summary>A person acts on a phone.</summary>
    public async Task ActAsync(SimulatedPhone phone, Func<PhoneAct, WebhookCall> act, string from = Person)
    {
        await _stage.DeliverAsync(phone.Channel, act(new(from, "Asha", $"wamid.{++Messages}", Clock.GetUtcNow())));
        await _stage.SettleAsync();
    }

    public Task SayAsync(SimulatedPhone phone, string text, string from = Person) => ActAsync(phone, act => phone.Text(act, text), from);

    /// <summary>What happens is about the message that was sent last.</summary>
    public Task HappenAsync(SimulatedPhone phone, string kind, string value = "", string from = Person) =>
        ActAsync(phone, act => phone.Event(act, new(kind, value, Sent is [.., var last] ? last.ProviderId : ""))!, from);

    /// <summary>Meta delivers a <c>value</c>, as it is written.</summary>
    public Task MetaAsync(string value, string field = "messages") => RawAsync("meta", "X-Hub-Signature-256",
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"{{field}}","value":{{value}}}]}]}""");

    public async Task RawAsync(string channel, string header, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var proof = channel == "gupshup" ? ReplayStage.Secret : ChannelKind.Hmac(ReplayStage.Secret, bytes);
        await _stage.DeliverAsync(channel, new($"/webhooks/{channel}", bytes, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = proof }));
        await _stage.SettleAsync();
    }

    public async Task<StoredConversation?> ConversationAsync(string key) => await _stage.Bot.Store.LoadAsync(key, default);

    public ValueTask DisposeAsync() => _stage.DisposeAsync();
}
