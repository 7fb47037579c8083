using System.Security.Cryptography;
using System.Text;
using Serilog.Context;
using Serilog.Core;
using Serilog.Events;

namespace Bot.Host.Observability;

/// <summary>The id that ties all log lines of one message together, as the property <c>Correlation</c>. Ten letters: no digits, so that nothing in it is ever struck.</summary>
internal static class Correlation
{
    private const string Letters = "abcdefghijkmnopqrstuvwxyz";
    private const int Length = 10;
    private const string Name = "Correlation";

    /// <summary>A new one, for what no message caused.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>Always the same for the same message, on every host and after a crash.</summary>
    /// <param name="messageId">The provider's id of the message that began it. Never an address: it could be guessed back.</param>
    public static string For(string messageId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(messageId));
        return string.Create(Length, hash, static (text, bytes) =>
        {
            for (var at = 0; at < text.Length; at++)
                text[at] = Letters[bytes[at] % Letters.Length];
        });
    }

    /// <summary>All lines until disposal carry the id, across awaits.</summary>
    public static IDisposable Begin(string id) => LogContext.PushProperty(Name, id);

    /// <summary>All lines until disposal carry the message's id, which is made when the first of them is written.</summary>
    public static IDisposable Follow(string messageId) => LogContext.Push(new Followed(messageId));

    private sealed class Followed(string messageId) : ILogEventEnricher
    {
        private LogEventProperty? _property;

        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) =>
            logEvent.AddPropertyIfAbsent(_property ??= new(Name, new ScalarValue(For(messageId))));
    }
}
