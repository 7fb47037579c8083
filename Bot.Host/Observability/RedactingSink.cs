using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Bot.Host.Access;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Bot.Host.Observability;

/// <summary>
/// Passes events on with every text in them struck by a <see cref="Redactor"/>: message, properties at any depth, exception. No text of a caller can begin a
/// line of its own or move a terminal, however the line is written down.
/// </summary>
internal sealed partial class RedactingSink(ILogEventSink inner, Redactor redactor) : ILogEventSink, IDisposable
{
    /// <summary>Names and templates are written in the code, so they are few; what comes after this many is looked at anew each time.</summary>
    private const int KnownLimit = 2000;

    /// <summary>The property by which a line about a refused call says where that came from.</summary>
    private const string CallerAddress = "CallerAddress";

    private readonly ConcurrentDictionary<string, PropertyName> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MessageTemplate, MessageTemplate> _templates = new();

    public void Emit(LogEvent logEvent) => inner.Emit(NothingToStrike(logEvent) ? logEvent : Struck(logEvent));

    public void Dispose() => (inner as IDisposable)?.Dispose();

    /// <summary>True for most lines, which then need no second copy.</summary>
    private bool NothingToStrike(LogEvent logEvent)
    {
        if (logEvent.Exception is not null || !ReferenceEquals(TemplateOf(logEvent.MessageTemplate), logEvent.MessageTemplate)) return false;

        foreach (var (name, value) in logEvent.Properties)
        {
            if (NameOf(name) != name || !ReferenceEquals(Strike(name, value), value))
                return false;
        }

        return true;
    }

    private LogEvent Struck(LogEvent logEvent)
    {
        var properties = logEvent.Properties.Select(property => new LogEventProperty(NameOf(property.Key), Strike(property.Key, property.Value)));
        var exception = logEvent.Exception is { } thrown ? new RedactedException(redactor.StrikeLines(thrown.ToString())) : null;
        return new LogEvent(logEvent.Timestamp, logEvent.Level, exception, TemplateOf(logEvent.MessageTemplate), properties, logEvent.TraceId ?? default,
            logEvent.SpanId ?? default);
    }

    private string NameOf(string name) => Known(name).Shown;

    private PropertyName Known(string name)
    {
        if (_names.TryGetValue(name, out var known)) return known;

        known = new(redactor.Strike(name) == name ? name : "Struck", SecretName().IsMatch(name), MeasureName().IsMatch(name));
        if (_names.Count < KnownLimit) _names[name] = known;
        return known;
    }

    private MessageTemplate TemplateOf(MessageTemplate template)
    {
        if (_templates.TryGetValue(template, out var known)) return known;

        known = Strike(template);
        if (_templates.Count < KnownLimit) _templates[template] = known;
        return known;
    }

    private MessageTemplate Strike(MessageTemplate template)
    {
        var struck = redactor.Strike(template.Text);
        if (struck == template.Text)
            return template;
        return new(struck, template.Tokens.Select(token => token switch
        {
            PropertyToken property when redactor.Strike(property.ToString()) == property.ToString() => property,
            _ => new TextToken(redactor.Strike(token.ToString() ?? "")) as MessageTemplateToken,
        }));
    }

    private LogEventPropertyValue Strike(string name, LogEventPropertyValue value) => value switch
    {
        ScalarValue when name == ApiAudit.RecordProperty => value,
        _ when Known(name).Secret => new ScalarValue("[secret]"),
        ScalarValue scalar => Strike(name, scalar),
        SequenceValue sequence => new SequenceValue(sequence.Elements.Select(element => Strike(name, element))),
        StructureValue structure when structure.Properties.All(
            part => NameOf(part.Name) == part.Name && ReferenceEquals(Strike(part.Name, part.Value), part.Value)) => structure,
        StructureValue structure =>
            new StructureValue(structure.Properties.Select(part => new LogEventProperty(NameOf(part.Name), Strike(part.Name, part.Value))), structure.TypeTag),
        DictionaryValue dictionary => new DictionaryValue(dictionary.Elements.Select(Strike)),
        _ => new ScalarValue(redactor.Strike(value.ToString())),
    };

    private KeyValuePair<ScalarValue, LogEventPropertyValue> Strike(KeyValuePair<ScalarValue, LogEventPropertyValue> element)
    {
        var name = element.Key.Value?.ToString() ?? "";
        return new(Strike("", element.Key), Strike(name, element.Value));
    }

    private ScalarValue Strike(string name, ScalarValue scalar) => scalar.Value switch
    {
        null or bool or Enum or Guid or TimeSpan or DateTime or DateTimeOffset or ActivityTraceId => scalar,
        _ when Known(name).Measures && IsShortNumber(scalar.Value) => scalar,
        string address when name == CallerAddress && IPAddress.TryParse(address, out _) => scalar,
        DateOnly => new("[date]"),
        var other => other.ToString() is { } text && redactor.Strike(text) is var struck && struck != text ? new(struck) : Plain(scalar),
    };

    /// <summary>An object that is none of the basic kinds is fixed as the text that was looked at; a sink may not render it otherwise.</summary>
    private static ScalarValue Plain(ScalarValue scalar) =>
        scalar.Value is string || scalar.Value!.GetType().IsPrimitive || scalar.Value is decimal ? scalar : new(scalar.Value.ToString());

    private static bool IsShortNumber(object value) =>
        value is int or long or double or float or uint or short or ushort or decimal or ulong
        || value is string { Length: <= 7 };

    /// <summary>Properties that measure: their numbers stay. <c>ErrorCode</c> is a provider's (131047), never a person's.</summary>
    [GeneratedRegex("(?:Port|Count|Bytes|Milliseconds|Ms|Elapsed|Total|Size|Limit|Seconds|ErrorCode|StatusCode|ProcessId|Version)$")]
    private static partial Regex MeasureName();

    [GeneratedRegex("(?:Password|Secret|Token|ApiKey|Authorization|Otp|Signature)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    /// <summary>What is to be known of a property by its name.</summary>
    private sealed record PropertyName(string Shown, bool Secret, bool Measures);

    /// <summary>Stands in for an exception whose text was struck.</summary>
    private sealed class RedactedException(string text) : Exception(text.Split('\n')[0].TrimEnd())
    {
        public override string ToString() => text;
    }
}
