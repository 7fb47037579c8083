using System.Text.RegularExpressions;
using Bot.Engine.Conversations;
using Bot.Engine.Sessions;
using Bot.Products.OneTimeCodes;
using Bot.Sandbox;
using Bot.Sandbox.Phones;
using Bot.Sandbox.State;

namespace Bot.Host.Replays;

/// <summary>Plays one scripted conversation and stops at the first line that comes out otherwise.</summary>
/// <param name="clock">The clock of the stage, where it is played.</param>
/// <param name="translation">Hears the stage's turns, for a script that is played in every language; null where it is played as it is written.</param>
/// <param name="channel">The phone's channel until the script names one; null for the usual one.</param>
/// <param name="costs">Counts what the script sends; null where that is not asked for.</param>
/// <param name="soundness">Tells what <c>@ sound</c> asks for; null where it is not asked.</param>
internal sealed partial class ReplayPlayer(ReplayStage stage, VirtualClock clock, ReplayTranslation? translation = null, string? channel = null,
    ReplayCosts? costs = null, ReplaySoundness? soundness = null)
{
    private const string FirstPhone = "919800000001";

    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);
    private readonly Queue<PlayedMessage> _unread = new();
    private readonly List<WebhookCall> _held = [];
    private string _channel = channel ?? ReplayPlay.UsualChannel;
    private string _phone = FirstPhone;
    private string _userId = "";
    private string? _startLanguage = translation?.Language;
    private bool _reordering;
    private bool _allowMore;
    private PlayedMessage? _matched;
    private PlayedMessage? _offering;
    private WebhookCall? _last;
    private int _messages;
    private string _written = "";

    // What was typed last: WhatsApp lets people change no tap.
    private string _typed = "";

    /// <param name="from">The database and the time that the conversation goes on from; null: a new database, and the clock's own beginning.</param>
    /// <returns>Null when everything came out as written; else what did not, with its place.</returns>
    public static async Task<ReplayFailure?> PlayAsync(ReplayScript script, string flows, IEngineObserver observer,
        (string Database, DateTimeOffset At)? from = null, string? channel = null, ReplayCosts? costs = null)
    {
        // Before anything has happened the script may say any time.
        var clock = script.Lines is [{ Act: ReplayAct.At first }, ..] && from is null ? new VirtualClock(first.Time) : new VirtualClock();
        if (from is { } begun) clock.MoveTo(begun.At);
        var (trouble, soundness) = (new ReplayTrouble(), new ReplaySoundness());
        var translation = script.Language is { } language ? new ReplayTranslation(language) : null;
        await using var stage = await ReplayStage.OpenAsync(flows, clock,
            new Observers([observer, trouble, soundness, .. Present(translation), .. Present(costs)]), from?.Database);
        if (script.Codes.Except(stage.Bot.Catalog.Vocabulary.Languages).FirstOrDefault() is { } unknown) return new(script, null, $"there is no messages.{unknown}.yaml for the lines of '{unknown}'");

        var player = new ReplayPlayer(stage, clock, translation, channel, costs, soundness);
        ReplayLine? at = null;
        try
        {
            foreach (var line in script.Lines)
            {
                at = line;
                await player.ActAsync(line.Act);
            }
            at = null;
            player.NothingIsLeft("the end");
            if (stage.World.UnusedFaults() is { Count: > 0 } unused) throw new ReplayException($"faults that never happened: {string.Join(", ", unused)}");
            if (stage.World.UnusedAnswers() is { Count: > 0 } unasked) throw new ReplayException($"answers that were not asked for: {string.Join(", ", unasked)}");
            if (stage.Given.Unused is { Count: > 0 } uncalled) throw new ReplayException($"calls that were not made: {string.Join(", ", uncalled)}");
            return null;
        }
        catch (ReplayException exception)
        {
            return new(script, at, exception.Message + trouble.Text) { Came = exception.Came };
        }
    }

    /// <exception cref="ReplayException">It came out otherwise.</exception>
    public async Task ActAsync(ReplayAct act)
    {
        switch (act)
        {
            case ReplayAct.Agent agent:
                stage.World.GiveAgent(agent.Mobile, agent.Name, agent.Wallet, agent.Tags);
                break;
            case ReplayAct.NoSmsLeft:
                var sms = stage.Bot.Services.GetRequiredService<CodeBudgets>().Sms;
                while (await sms.TakeAsync(count: true, CancellationToken.None) is null) ;
                break;
            case ReplayAct.Answers answers:
                stage.World.GiveAnswer(answers.Answer);
                break;
            case ReplayAct.Returns returns:
                stage.Given.Add(returns.Call);
                break;
            case ReplayAct.Channel channel:
                _channel = channel.Name;
                break;
            case ReplayAct.As other:
                NothingIsLeft("another phone speaks");
                _phone = other.Number.Length == 10 ? "91" + other.Number : other.Number;
                _userId = other.UserId;
                _startLanguage ??= _read.ContainsKey(Key) ? null : translation?.Language;
                _unread.Clear();
                break;
            case ReplayAct.Language language:
                _startLanguage = language.Code;
                break;
            case ReplayAct.Say say:
                await SendAsync((wire, person) => wire.Text(person, WithCodes(translation?.TypedOf(say.Text, _offering, stage.Bot.Catalog) ?? say.Text)));
                _typed = _written;
                break;
            case ReplayAct.Tap tap:
                var (offered, list) = Find(tap.Label);
                await SendAsync((wire, person) => wire.Tap(person, offered.Id, offered.Title, list));
                break;
            case ReplayAct.Event happened:
                await HappenAsync(happened);
                break;
            case ReplayAct.Photo photo:
                await SendPhotosAsync(photo);
                break;
            case ReplayAct.Sticker:
                await SendAsync((wire, person) => wire.Sticker(person, SandboxWorld.SamplePhoto, stage.MediaUrl(SandboxWorld.SamplePhoto)));
                break;
            case ReplayAct.Voice:
                await SendAsync((wire, person) => wire.Voice(person, SandboxWorld.SamplePhoto, stage.MediaUrl(SandboxWorld.SamplePhoto)));
                break;
            case ReplayAct.Expect expect:
                Match(expect.Glob);
                break;
            case ReplayAct.AllowMore:
                _allowMore = true;
                break;
            case ReplayAct.Offered labels:
                ReplayAssertions.CheckOffered(_matched?.Written, [.. labels.Labels]);
                break;
            case ReplayAct.Carries carries:
                var carried = _matched is { } reply ? CarriedParts.Of(reply.Written) : throw new ReplayException("no reply was expected before");
                if (carries.Globs.FirstOrDefault(glob => !carried.Any(part => Globs.Match(glob, part))) is { } lacking)
                    throw new ReplayException($"expected to carry: {lacking}\n  carried:           {(carried.IsEmpty ? "nothing" : string.Join(" | ", carried))}");
                break;
            case ReplayAct.Worded worded:
                var came = _matched?.Sent.Text ?? throw new ReplayException("no reply was expected before");
                if (!Globs.Match(worded.Glob, came)) throw new ReplayException($"expected: {worded.Glob}\n  came:     {came}");
                break;
            case ReplayAct.Labelled labelled:
                ReplayAssertions.CheckOffered(_matched?.Sent, [.. labelled.Labels]);
                break;
            case ReplayAct.Assert { Words: ["sound"] }:
                if (soundness?.BrokenIn(stage.Bot.Catalog.Flows) is { Count: > 0 } broken) throw new ReplayException($"expected sound\n  broken: {string.Join("\n          ", broken)}");
                break;
            case ReplayAct.Assert assert:
                await ReplayAssertions.CheckAsync(stage, clock, _channel, _phone, [.. assert.Words]);
                break;
            case ReplayAct.Crash:
                await stage.CrashAsync();
                break;
            case ReplayAct.Advance advance:
                NothingIsLeft("time passes");
                await stage.AdvanceAsync(clock, advance.By);
                Collect();
                break;
            case ReplayAct.At moment:
                NothingIsLeft("time passes");
                if (moment.Time < clock.GetUtcNow()) throw new ReplayException($"it is {ReplayAct.At.Written(clock.GetUtcNow())} already, and time does not go back");
                await stage.AdvanceAsync(clock, moment.Time - clock.GetUtcNow());
                Collect();
                break;
            case ReplayAct.Duplicate:
                NothingIsLeft("the message is delivered again");
                await stage.DeliverAsync(_channel, _last ?? throw new ReplayException("there is no message to deliver again"));
                await stage.SettleAsync(clock);
                Collect();
                if (_unread.Count > 0) throw new ReplayException($"a repeated message was answered: {_unread.Peek().Written.Text}");
                break;
            case ReplayAct.Reorder:
                _reordering = true;
                break;
            case ReplayAct.Sandbox fault:
                stage.World.Misbehave(fault.Partner, fault.Fault);
                break;
            default:
                throw new InvalidOperationException($"{act.GetType().Name} is not played.");
        }
    }

    private async Task SendPhotosAsync(ReplayAct.Photo photo)
    {
        NothingIsLeft("a photo is sent");
        var id = ReplayFiles.Give(stage.World, photo.Kind);
        for (var i = 0; i < photo.Count; i++) await stage.DeliverAsync(_channel, _last = photo.Write(Phone, NextAct(), id, stage.MediaUrl(id)));
        await stage.SettleAsync(clock);
        Collect();
    }

    private async Task HappenAsync(ReplayAct.Event happened)
    {
        NothingIsLeft("something else happens");
        var about = happened.Kind is "edit" ? _typed : happened.Kind is "delete" ? _written : stage.World.Sent.LastOrDefault(IsHere)?.ProviderId ?? "";
        var call = Phone.Event(NextAct(), new(happened.Kind, happened.Value, about)) ?? throw new ReplayException($"{_channel} has no event '{happened.Kind}'");
        await stage.DeliverAsync(_channel, _last = call);
        await stage.SettleAsync(clock);
        Collect();
    }

    private SimulatedPhone Phone => stage.Phones[_channel];

    private static IEngineObserver[] Present(IEngineObserver? observer) => observer is null ? [] : [observer];

    private PhoneAct NextAct() => new(_phone, "Test Person", $"wamid.{_phone}.{++_messages}", clock.GetUtcNow()) { UserId = _userId };

    private async Task SendAsync(Func<SimulatedPhone, PhoneAct, WebhookCall> write)
    {
        NothingIsLeft("the person goes on");
        if (_startLanguage is { } language) await StartInAsync(language);
        var act = NextAct();
        _written = act.MessageId;
        _held.Add(_last = write(Phone, act));
        if (_reordering && _held.Count < 2) return;

        if (_reordering) _held.Reverse();
        _reordering = false;
        foreach (var call in _held) await stage.DeliverAsync(_channel, call);
        _held.Clear();
        await stage.SettleAsync(clock);
        Collect();
    }

    /// <summary>The person switches the language before anything else, as one can at any time.</summary>
    private async Task StartInAsync(string language)
    {
        _startLanguage = null;
        if (costs is not null) costs.IsPaused = true;
        await stage.DeliverAsync(_channel, Phone.Text(NextAct(), "language"));
        await stage.SettleAsync(clock);
        var name = stage.Bot.Catalog.Vocabulary.NameOf(language);
        await stage.DeliverAsync(_channel, Phone.Text(NextAct(), name));
        await stage.SettleAsync(clock);
        if (costs is not null) costs.IsPaused = false;
        _read[Key] = stage.World.Sent.Where(IsHere).Select(sent => sent.Number).DefaultIfEmpty().Max();
    }

    private void Collect()
    {
        var after = _read.GetValueOrDefault(Key);
        foreach (var sent in stage.World.Sent.Where(sent => sent.Number > after && IsHere(sent)))
        {
            var played = new PlayedMessage(sent, translation?.WrittenOf(sent, ReplayStage.ConversationOf(_channel, _phone), stage.Bot.Catalog) ?? sent);
            _unread.Enqueue(played);
            _read[Key] = sent.Number;
            if (sent.Taps.Count > 0) _offering = played;
        }
    }

    private string Key => $"{_channel}:{_phone}";

    private bool IsHere(SandboxSent sent) => sent.Channel == _channel && sent.To == _phone;

    private void Match(string glob)
    {
        while (_unread.TryDequeue(out var played))
        {
            var sent = played.Written;
            if (Globs.Match(glob, sent.Text))
            {
                _matched = played;
                _allowMore = false;
                return;
            }
            if (!_allowMore) throw new ReplayException($"expected: {glob}\n  came:     {Shown(sent)}") { Came = sent.Text };
        }
        throw new ReplayException($"expected: {glob}\n  and nothing came");
    }

    private void NothingIsLeft(string before)
    {
        if (_unread.Count > 0 && !_allowMore) throw new ReplayException($"before {before}, this came and nobody expected it: {Shown(_unread.Peek().Written)}");
        _unread.Clear();
        _allowMore = false;
    }

    private (SandboxTap Tap, bool List) Find(string label)
    {
        var offering = _offering ?? throw new ReplayException("nothing was offered to tap on");
        var tap = offering.Find(label) ?? throw new ReplayException($"'{label}' was not offered; there is{Taps(offering.Written)}");
        return (tap, offering.Sent.Kind == "list");
    }

    private string WithCodes(string text) => CodeOf().Replace(text, match =>
        stage.World.LastCodeFor(match.Groups[1].Value) ?? throw new ReplayException($"{match.Groups[1].Value} was sent no code"));

    private static string Shown(SandboxSent sent) => $"{(sent.Text.Length > 0 ? sent.Text : $"(no words) {CarriedParts.Line(CarriedParts.Of(sent))}")}{Taps(sent)}";

    private static string Taps(SandboxSent sent) => sent.Taps.Count == 0 ? "" : $"\n  offering: {string.Join(" | ", sent.Taps.Select(tap => tap.Title))}";

    [GeneratedRegex(@"\{otp (\d{10})\}")]
    internal static partial Regex CodeOf();
}
