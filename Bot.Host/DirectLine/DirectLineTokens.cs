using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.DirectLine;

/// <summary>Tokens, each bound to one conversation and one user: JSON Web Tokens (RFC 7519), for Web Chat reads the user in them.</summary>
/// <remarks>Signed with a hash that SECRET_KEY keys, so that every host of a deployment takes them, after a restart too.</remarks>
internal sealed class DirectLineTokens(ISecrets secrets, IOptions<DirectLineOptions> options, TimeProvider clock)
{
    private const string Purpose = "direct line token";
    private const int Longest = 2048;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public TimeSpan Life => options.Value.TokenLife;

    public string Issue(DirectLineCaller caller)
    {
        var claims = new JsonObject
        {
            ["conv"] = caller.Conversation,
            ["user"] = caller.User,
            ["exp"] = (clock.GetUtcNow() + Life).ToUnixTimeSeconds(),
        };
        var signed = $"{Header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{SignatureOf(signed)}";
    }

    /// <summary>Null for a token that is none of ours, or no longer counts.</summary>
    public DirectLineCaller? Read(string token)
    {
        if (token.Length is 0 or > Longest || token.Split('.') is not [var header, var body, var signature] || header != Header) return null;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(SignatureOf($"{header}.{body}")), Encoding.UTF8.GetBytes(signature))) return null;

        // Ours, as the signature says: it has what we wrote.
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(body));
        return DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64()) > clock.GetUtcNow()
            ? new(claims.RootElement.GetProperty("conv").GetString()!, claims.RootElement.GetProperty("user").GetString()!)
            : null;
    }

    private string SignatureOf(string signed) => Base64Url.EncodeToString(Convert.FromHexString(secrets.Hash(Purpose, signed)));
}

/// <summary>Whom a token speaks for.</summary>
/// <param name="Conversation">The one conversation that it opens.</param>
/// <param name="User">The id under which the person speaks in it.</param>
internal sealed record DirectLineCaller(string Conversation, string User)
{
    /// <summary>A conversation of its own.</summary>
    /// <param name="user">Empty: a user of its own too.</param>
    public static DirectLineCaller New(string user = "") => new(NewId(), user.Length > 0 ? user : $"dl_{NewId()}");

    /// <summary>128 bits that cannot be guessed.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
