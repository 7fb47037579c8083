using Bot.Engine.Abstractions;

namespace Bot.Engine.Conversations.Outbox;

/// <summary>
/// What may not be sent for now, by fault of our account: everything from a number, its templates, or one template. One alarm is open meanwhile; a message
/// tries now and then, the others wait, and the first that is taken starts everything again.
/// </summary>
public sealed class SendingStops(Alarms alarms, TimeProvider clock)
{
    private static readonly TimeSpan FirstTry = TimeSpan.FromMinutes(1);

    /// <summary>So long after the account is mended messages wait at most.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Stop> _stops = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Whether a message waits. When a try is due, the caller's message is the try, and the next ones wait for what becomes of it.</summary>
    /// <param name="urgent">A caller waits for what becomes of it: it is a try of its own unless the provider has told of the fault by an event.</param>
    /// <returns>Until when, and why; null when it may be sent.</returns>
    public (DateTimeOffset Until, SendFailure Fault)? Find(string channel, OutboundMessage message, bool urgent = false)
    {
        lock (_gate)
        {
            if (_stops.Count == 0) return null;

            var now = clock.GetUtcNow();
            var found = ScopesOf(channel, message).Select(scope => _stops.GetValueOrDefault(scope)).OfType<Stop>()
                .Where(stop => !urgent || stop.Announced).ToList();
            if (found.MaxBy(stop => stop.NextTry) is { } longest && longest.NextTry > now) return (longest.NextTry, longest.Fault);

            foreach (var stop in found) stop.Try(now);
            return null;
        }
    }

    /// <summary>A fault of the account was found.</summary>
    /// <param name="template">The template it is about; matters where the fault's scope is one.</param>
    /// <param name="reported">A status event told it, after the provider had taken the message: that one is taken proves nothing then.</param>
    /// <param name="announced">An event told it, rather than the answer to a send.</param>
    public void Begin(string channel, string template, SendFailure fault, bool announced = false, bool reported = false)
    {
        var scope = NameOf(channel, fault.Scope, template);
        lock (_gate)
        {
            if (!_stops.TryGetValue(scope, out var stop)) _stops[scope] = stop = new(clock.GetUtcNow(), fault.RetryAfter ?? FirstTry);
            (stop.Fault, stop.Reported, stop.Announced) = (fault, stop.Reported || reported, stop.Announced || announced || reported);
        }

        alarms.Raise(scope, $"{What(channel, fault.Scope, template)}: {fault.Reason} ({fault.Code})");
    }

    /// <summary>The provider says that it is mended.</summary>
    public void End(string channel, SendingScope kind, string template) => End(NameOf(channel, kind, template));

    /// <summary>The provider took a message, so nothing stops its kind.</summary>
    public void Accepted(string channel, OutboundMessage message)
    {
        foreach (var scope in Standing(channel, message, stop => !stop.Reported)) End(scope);
    }

    /// <summary>A message from the number left the provider at a time: what was reported before is mended.</summary>
    public void Left(string channel, DateTimeOffset at)
    {
        var scope = NameOf(channel, SendingScope.Number, "");
        bool isMended;
        lock (_gate) isMended = _stops.Count > 0 && _stops.TryGetValue(scope, out var stop) && at > stop.Since;
        if (isMended) End(scope);
    }

    private List<string> Standing(string channel, OutboundMessage message, Func<Stop, bool> which)
    {
        lock (_gate)
        {
            return _stops.Count == 0 ? [] : [.. ScopesOf(channel, message).Where(scope => _stops.TryGetValue(scope, out var stop) && which(stop))];
        }
    }

    private void End(string scope)
    {
        bool stood;
        lock (_gate) stood = _stops.Remove(scope);
        if (stood) alarms.Close(scope);
    }

    private static IEnumerable<string> ScopesOf(string channel, OutboundMessage message)
    {
        yield return NameOf(channel, SendingScope.Number, "");
        if (message is not TemplateMessage template) yield break;

        yield return NameOf(channel, SendingScope.Templates, "");
        yield return NameOf(channel, SendingScope.Quality, "");
        yield return NameOf(channel, SendingScope.Template, template.Name);
    }

    private static string NameOf(string channel, SendingScope scope, string template) => scope switch
    {
        SendingScope.Template => $"template.{channel}.{template}",
        SendingScope.Templates => $"templates.{channel}",
        SendingScope.Quality => $"quality.{channel}",
        _ => $"sending.{channel}",
    };

    private static string What(string channel, SendingScope scope, string template) => scope switch
    {
        SendingScope.Template => $"{channel} does not send the template {template}",
        SendingScope.Templates or SendingScope.Quality => $"{channel} sends no templates",
        _ => $"{channel} sends nothing",
    };

    private sealed class Stop(DateTimeOffset since, TimeSpan first)
    {
        private TimeSpan _wait = first;

        public DateTimeOffset Since { get; } = since;

        public DateTimeOffset NextTry { get; private set; } = since + first;

        public SendFailure Fault { get; set; } = null!;

        public bool Reported { get; set; }

        public bool Announced { get; set; }

        public void Try(DateTimeOffset now)
        {
            if (_wait < LongestTry) _wait = _wait * 2 < LongestTry ? _wait * 2 : LongestTry;
            NextTry = now + _wait;
        }
    }
}
