using System.Security.Cryptography;
using System.Text;
using Serilog.Context;

namespace Bot.Host.Logs;

/// <summary>The id that ties all log lines of one message together, as the property <c>Correlation</c>. Ten letters: no digits, so that nothing in it is ever struck.</summary>
internal static class Correlation
{
    private const string Letters = "abcdefghijkmnopqrstuvwxyz";
    private const int Length = 10;

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
    public static IDisposable Begin(string id) => LogContext.PushProperty("Correlation", id);
}
