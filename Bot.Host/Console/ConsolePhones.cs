using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways;
using Bot.Gateways.Settings;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Bot.Storage.Media;

namespace Bot.Host.Console;

/// <summary>The phones of the console, and their providers: what a person does becomes the channel's own signed webhook call to this very host.</summary>
internal sealed class ConsolePhones
{
    private const int LargestGoodPhoto = MediaLibrary.SizeLimit;

    private static readonly HttpClient Loopback = new(
        new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    { Timeout = TimeSpan.FromSeconds(15) };

    private readonly string _sandbox;
    private readonly SandboxWorld _world;
    private readonly ConsoleFeed _feed;
    private readonly IConversationStore _store;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, SimulatedPhone> _phones;
    private readonly ConcurrentDictionary<(long Number, DeliveryStatus Status), byte> _told = new();

    public ConsolePhones(IConfiguration configuration, IEnumerable<SimulatedPhone> phones, SandboxWorld world, ConsoleFeed feed, IConversationStore store,
        TimeProvider clock)
    {
        (_sandbox, _world, _feed, _store, _clock) = (new GatewayModes(configuration).SandboxUrl, world, feed, store, clock);
        _phones = phones.Where(phone => GatewayList.ModeOf(phone.Channel, configuration) == GatewayMode.Sandbox)
            .ToDictionary(phone => phone.Channel, StringComparer.Ordinal);
        world.MessageTaken += sent =>
            feed.Add(InboundDispatcher.KeyOf(sent.Channel, sent.To),
                new ConsoleEvent.Message(sent.Number, sent.Kind, sent.Text, sent.Open, sent.Taps, sent.Template, sent.Link));
        world.CodeReached += code => feed.Add("", new ConsoleEvent.Code(code.Mobile, code.Code, code.Text));
    }

    /// <summary>Channels that are sandboxed: only there a phone can be played.</summary>
    public IEnumerable<string> Channels => _phones.Keys;

    public Task<string> TextAsync(ConsolePhone phone, string text, CancellationToken cancel) =>
        SayAsync(phone, new("", "text", text, "", "", false, ""), (simulated, act) => simulated.Text(act, text), cancel);

    public Task<string> TapAsync(ConsolePhone phone, string payload, string title, bool list, CancellationToken cancel) =>
        SayAsync(phone, new("", "tap", title, "", "", false, ""), (simulated, act) => simulated.Tap(act, payload, title, list), cancel);

    /// <param name="photo">Null for the sample photo.</param>
    public Task<string> PhotoAsync(ConsolePhone phone, byte[]? photo, CancellationToken cancel)
    {
        var type = photo is null ? "image/jpeg" : MediaLibrary.MimeTypeOf(photo);
        // What is no image is kept as bytes of no kind, so that no browser ever takes it for a page.
        var media = photo is null ? SandboxWorld.SamplePhoto : _world.GiveMedia(photo, type ?? "application/octet-stream");
        var script = photo?.Length > LargestGoodPhoto ? "large" : type is null ? "text" : "good";
        var url = $"{_sandbox}/media/{media}";
        return SayAsync(phone, new("", "photo", "", $"/sandbox/media/{media}", script, false, ""), (simulated, act) => simulated.Image(act, media, url, type ?? "image/jpeg"), cancel);
    }

    /// <summary>Messages were shown on the phone: its provider tells that they were sent and delivered, and read if the screen was looked at.</summary>
    public async Task ShownAsync(ConsolePhone phone, IReadOnlyCollection<long> numbers, bool read, CancellationToken cancel)
    {
        DeliveryStatus[] steps = read ? [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read] : [DeliveryStatus.Sent, DeliveryStatus.Delivered];
        if (!_phones[phone.Channel].TellsStatus) return;

        var told = false;
        foreach (var sent in _world.Sent.Where(sent => sent.Channel == phone.Channel && sent.To == phone.Number && numbers.Contains(sent.Number)))
        {
            foreach (var step in steps.Where(step => _told.TryAdd((sent.Number, step), 0)))
            {
                await PostAsync(_phones[phone.Channel].Status(sent.To, sent.ProviderId, step, _clock.GetUtcNow()), cancel);
                told = true;
            }
        }
        if (told) _feed.Add(phone.Conversation, new ConsoleEvent.Seen(read));
    }

    private async Task<string> SayAsync(ConsolePhone phone, ConsoleEvent.Said said, Func<SimulatedPhone, PhoneAct, WebhookCall> write, CancellationToken cancel)
    {
        var id = $"wamid.console.{Guid.NewGuid():n}";
        var session = (await _store.LoadAsync(phone.Conversation, cancel))?.Session;
        _feed.Add(phone.Conversation, said with { Id = id, Fresh = session?.Top is null, Language = session?.Language ?? "" });
        var why = await PostAsync(write(_phones[phone.Channel], new(phone.Number, phone.Name, id, _clock.GetUtcNow())), cancel);
        _feed.Add(phone.Conversation, new ConsoleEvent.Delivered(id, why));
        return id;
    }

    /// <returns>Why the host did not take it; empty when it did.</returns>
    private async Task<string> PostAsync(WebhookCall call, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(_sandbox), call.Path)) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var answer = await Loopback.SendAsync(request, cancel);
            return answer.IsSuccessStatusCode ? "" : $"The webhook answered {(int)answer.StatusCode}.";
        }
        catch (HttpRequestException unreachable)
        {
            return $"The webhook cannot be reached: {unreachable.Message}";
        }
    }
}

/// <param name="Number">Digits with country code.</param>
/// <param name="Name">The profile's name.</param>
internal sealed record ConsolePhone(string Channel, string Number, string Name)
{
    public string Conversation => InboundDispatcher.KeyOf(Channel, Number);
}
