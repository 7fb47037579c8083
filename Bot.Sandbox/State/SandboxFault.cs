using System.Globalization;
using System.Text.RegularExpressions;

namespace Bot.Sandbox.State;

public enum SandboxFaultKind
{
    /// <summary>Answers late, by <see cref="SandboxFault.Delay"/>.</summary>
    Latency,

    /// <summary>Answers with an HTTP status and does nothing.</summary>
    Status,

    /// <summary>Answers 200 with something that is not the partner's and does nothing.</summary>
    Garbage,

    /// <summary>Drops the connection and does nothing.</summary>
    Drop,

    /// <summary>Does it, then drops the connection.</summary>
    DoneButLost,

    /// <summary>Says no in the partner's own form, with <see cref="SandboxFault.Message"/>.</summary>
    Refuse,
}

/// <summary>One way to misbehave. Happens once unless told otherwise.</summary>
public sealed partial record SandboxFault(SandboxFaultKind Kind)
{
    public TimeSpan Delay { get; init; }

    /// <summary>HTTP status of <see cref="SandboxFaultKind.Status"/>.</summary>
    public int Code { get; init; }

    /// <summary>What a refusal says. For Meta a number is taken as its error code.</summary>
    public string Message { get; init; } = "";

    /// <summary>How often it happens; null until it is cleared.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>In which share of the requests it happens, 0 to 1.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>Only for paths that contain these segments (<c>validate_otp_bajaj</c>); empty for all of the partner's.</summary>
    public string Operation { get; init; } = "";

    public static SandboxFault Garbage => new(SandboxFaultKind.Garbage);

    public static SandboxFault Drop => new(SandboxFaultKind.Drop);

    public static SandboxFault DoneButLost => new(SandboxFaultKind.DoneButLost);

    public static SandboxFault Latency(TimeSpan delay) => new(SandboxFaultKind.Latency) { Delay = delay };

    public static SandboxFault Status(int code) => new(SandboxFaultKind.Status) { Code = code };

    public static SandboxFault Refuse(string message) => new(SandboxFaultKind.Refuse) { Message = message };

    public SandboxFault Repeated(int times) => this with { Times = times };

    public SandboxFault UntilCleared() => this with { Times = null };

    public SandboxFault InRatio(double share) => this with { Ratio = share, Times = null };

    public SandboxFault On(string operation) => this with { Operation = operation };

    /// <summary>
    /// A fault as one line of text: <c>latency 5s</c>, <c>status 503</c>, <c>garbage</c>, <c>drop</c>, <c>doneButLost</c>, <c>refuse "message"</c>; then
    /// optionally <c>once</c>, <c>3 times</c>, <c>ratio 0.2</c> or <c>always</c>; then optionally <c>on path</c>.
    /// </summary>
    /// <exception cref="FormatException">It is none; the message says what is.</exception>
    public static SandboxFault Parse(string text)
    {
        var match = Line().Match(text);
        if (!match.Success)
            throw new FormatException($"'{text}' is no fault. Write: latency 5s | status 503 | garbage | drop | doneButLost | refuse \"message\", then once | 3 times | ratio 0.2 | always, then on <path>.");

        var fault = KindOf(match);
        if (match.Groups["ratio"].Success) fault = fault.InRatio(double.Parse(match.Groups["ratio"].ValueSpan, CultureInfo.InvariantCulture));
        if (match.Groups["times"].Success) fault = fault.Repeated(int.Parse(match.Groups["times"].ValueSpan, CultureInfo.InvariantCulture));
        if (match.Groups["always"].Success) fault = fault.UntilCleared();
        return fault.On(match.Groups["on"].Value);
    }

    private static SandboxFault KindOf(Match match)
    {
        if (match.Groups["late"].Success)
        {
            var number = double.Parse(match.Groups["late"].ValueSpan, CultureInfo.InvariantCulture);
            return Latency(
                match.Groups["unit"].Value.Equals("ms", StringComparison.OrdinalIgnoreCase) ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number));
        }
        if (match.Groups["status"].Success) return Status(int.Parse(match.Groups["status"].ValueSpan, CultureInfo.InvariantCulture));
        if (match.Groups["refuse"].Success) return Refuse(match.Groups["refuse"].Value);
        return new(Enum.Parse<SandboxFaultKind>(match.Groups["kind"].Value, ignoreCase: true));
    }

    [GeneratedRegex("""^\s*(?:latency\s+(?<late>\d{1,6}(?:\.\d{1,3})?)\s*(?<unit>ms|s)|status\s+(?<status>[2-5]\d\d)|refuse\s+"(?<refuse>[^"]+)"|(?<kind>garbage|drop|doneButLost))(?:\s+(?:once|(?<times>\d{1,6})\s+times|ratio\s+(?<ratio>[01](?:\.\d{1,6})?)|(?<always>always)))?(?:\s+on\s+(?<on>\S+))?\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
