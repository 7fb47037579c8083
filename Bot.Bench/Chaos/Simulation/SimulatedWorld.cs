using System.Globalization;
using Bot.Engine.Abstractions;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>What the partners and phones outside have got: every effect, which no later crash undoes.</summary>
internal sealed class SimulatedWorld(SimulatedClock clock)
{
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    /// <summary>Every message that a channel took, in order.</summary>
    public List<TakenMessage> Taken { get; } = [];

    /// <summary>Messages that were sent under a row's id.</summary>
    public Dictionary<string, List<TakenMessage>> ByRow { get; } = new(StringComparer.Ordinal);

    /// <summary>Tags issued: vehicle and barcode.</summary>
    public List<(string Vehicle, string Barcode, string CallId)> Tags { get; } = [];

    /// <summary>Leads created, by the request's id, with how often it was asked for.</summary>
    public Dictionary<string, (string ApplicationId, string Mobile, int Asked)> Leads { get; } = new(StringComparer.Ordinal);

    /// <summary>Text messages sent, by mobile.</summary>
    public List<string> Sms { get; } = [];

    /// <summary>Registrations by request id, with their code.</summary>
    public Dictionary<string, (string Vehicle, string Code)> Registrations { get; } = new(StringComparer.Ordinal);

    /// <summary>Told of every message a phone gets.</summary>
    public Action<TakenMessage>? Arrived { get; set; }

    public TakenMessage Take(string channel, string to, OutboundMessage message, string row)
    {
        var taken = new TakenMessage(channel, to, message, row, $"{channel}.{row}.{Taken.Count.ToString(CultureInfo.InvariantCulture)}", clock.GetUtcNow());
        Taken.Add(taken);
        if (!ByRow.TryGetValue(row, out var same)) ByRow.Add(row, same = []);
        same.Add(taken);
        if (message is TemplateMessage { Parameters: [{ Length: 4 or 6 } code] } && code.All(char.IsAsciiDigit)) Reach(to, code);
        Arrived?.Invoke(taken);
        return taken;
    }

    public void Reach(string mobile, string code) => _codes[mobile[^10..]] = code;

    public string? CodeOf(string mobile) => _codes.GetValueOrDefault(mobile[^10..]);
}

/// <param name="Row">The outbox row it was sent for.</param>
internal sealed record TakenMessage(string Channel, string To, OutboundMessage Message, string Row, string ProviderId, DateTimeOffset At);
