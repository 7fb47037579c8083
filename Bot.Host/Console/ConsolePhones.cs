using System.Collections.Concurrent;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways;
using Bot.Gateways.Settings;
using Bot.Host.Replays;
using Bot.Host.Webhooks;
using Bot.Host.Wiring;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
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
                new ConsoleEvent.Message(sent.Number, sent.Kind, sent.Text, sent.Open, sent.Taps, sent.Template, sent.Link)
                {
                    Header = sent.Header, Footer = sent.Footer, HeaderFile = sent.HeaderFile, FileName = sent.FileName, Carried = CarriedParts.Of(sent),
                });
        world.AnswerGiven += answer => feed.Add("", new ConsoleEvent.Given(answer.Written, answer.ToString()));
        world.CodeReached += code => feed.Add("", new ConsoleEvent.Code(code.Mobile, code.Code, code.Text));
    }

    /// <summary>Channels that are sandboxed: only there a phone can be played.</summary>
    public IEnumerable<string> Channels => _phones.Keys;

    /// <summary>Channels whose people may hide their number.</summary>
    public IEnumerable<string> HidingChannels => _phones.Values.Where(phone => phone.MayHideNumber).Select(phone => phone.Channel);

    /// <summary>What can happen on each channel besides writing.</summary>
    public IReadOnlyDictionary<string, Happening[]> Happenings =>
        _phones.ToDictionary(phone => phone.Key, phone => PhoneHappenings.Of(phone.Value).ToArray(), StringComparer.Ordinal);

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

    /// <summary>A file that is no good photo, by the words of a replay: <c>gone</c>, <c>cut</c>, <c>pdf</c> ..</summary>
    /// <param name="asFile">It comes as a document, with a type that says nothing.</param>
    /// <exception cref="ReplayException">There is no such kind.</exception>
    public Task<string> FileAsync(ConsolePhone phone, string kind, bool asFile, CancellationToken cancel)
    {
        var media = ReplayFiles.Give(_world, kind);
        var (url, shown) = ($"{_sandbox}/media/{media}", kind == ReplayFiles.Gone ? "" : $"/sandbox/media/{media}");
        var photo = new ReplayAct.Photo(kind, 1) { AsFile = asFile };
        return SayAsync(phone, new("", "photo", "", shown, kind, false, "") { AsFile = asFile },
            (simulated, act) => photo.Write(simulated, act, media, url), cancel);
    }

    /// <summary>Something happens that is no ordinary message.</summary>
    /// <returns>The phone as it speaks from now on; or why it cannot happen.</returns>
    public async Task<(ConsolePhone Phone, string? Refusal)> HappenAsync(ConsolePhone phone, string kind, string value, CancellationToken cancel)
    {
        if (PhoneHappenings.Complaint(phone, kind, value) is { } complaint) return (phone, complaint);

        var about = kind is "edit" or "delete" ? _feed.Phones.LastOf(phone.Conversation)
            : kind is "failed" or "delivered" ? _world.Sent.LastOrDefault(sent => IsAt(phone, sent))?.ProviderId ?? ""
            : "-";
        if (about.Length == 0) return (phone, kind is "edit" or "delete" ? "This phone has written nothing yet." : "This phone was sent nothing yet.");

        var id = NewId();
        if (_phones[phone.Channel].Event(ActOf(phone, id), new(kind, value, about)) is not { } call) return (phone, $"The provider of {phone.Channel} tells of no '{kind}'.");

        var after = kind switch
        {
            "new-number" => phone with { From = value },
            "new-id" => phone with { From = ConsolePhone.IsUserId(phone.From) ? value : phone.From, UserId = ConsolePhone.IsUserId(phone.From) ? "" : value },
            _ => phone,
        };
        Learn(after);
        _feed.Add(phone.Conversation, new ConsoleEvent.Happened(id, kind, value) { From = phone.From, UserId = phone.UserId });
        _feed.Add(phone.Conversation, new ConsoleEvent.Delivered(id, await PostAsync(call, cancel)));
        return (after, null);
    }

    /// <summary>Messages were shown on the phone: its provider tells that they were sent and delivered, and read if the screen was looked at.</summary>
    public async Task ShownAsync(ConsolePhone phone, IReadOnlyCollection<long> numbers, bool read, CancellationToken cancel)
    {
        DeliveryStatus[] steps = read ? [DeliveryStatus.Sent, DeliveryStatus.Delivered, DeliveryStatus.Read] : [DeliveryStatus.Sent, DeliveryStatus.Delivered];
        if (!_phones[phone.Channel].TellsStatus) return;

        var told = false;
        foreach (var sent in _world.Sent.Where(sent => IsAt(phone, sent) && numbers.Contains(sent.Number)))
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
        var id = NewId();
        Learn(phone);
        _feed.Phones.Wrote(phone.Conversation, id);
        var session = (await _store.LoadAsync(phone.Speaking, cancel))?.Session;
        _feed.Add(phone.Conversation,
            said with { Id = id, Fresh = session?.Top is null, Language = session?.Language ?? "", From = phone.From, UserId = phone.UserId });
        var why = await PostAsync(write(_phones[phone.Channel], ActOf(phone, id)), cancel);
        _feed.Add(phone.Conversation, new ConsoleEvent.Delivered(id, why));
        return id;
    }

    private static string NewId() => $"wamid.console.{Guid.NewGuid():n}";

    private PhoneAct ActOf(ConsolePhone phone, string id) => new(phone.From, phone.Name, id, _clock.GetUtcNow()) { UserId = phone.UserId };

    /// <summary>What happens under the addresses that the phone has now is shown at it.</summary>
    private void Learn(ConsolePhone phone)
    {
        _feed.Phones.Learn(phone.Speaking, phone.Conversation);
        if (phone.UserId.Length > 0) _feed.Phones.Learn(InboundDispatcher.KeyOf(phone.Channel, phone.UserId), phone.Conversation);
    }

    private bool IsAt(ConsolePhone phone, SandboxSent sent) =>
        sent.Channel == phone.Channel && _feed.Phones.PhoneOf(InboundDispatcher.KeyOf(sent.Channel, sent.To)) == phone.Conversation;

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
