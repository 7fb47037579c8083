using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Bot.Tests.Host.Desk;

/// <summary>An identity provider in miniature: authorization code with PKCE (RFC 7636), id tokens signed by a key of its own (RS256).</summary>
internal sealed class TestIdentityProvider : IAsyncDisposable
{
    public const string ClientId = "the-desk";
    public const string ClientSecret = "a secret of the desk at the provider";

    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Asked> _codes = new(StringComparer.Ordinal);
    private LoopbackServer? _server;

    public string Address => _server!.Address;

    /// <summary>Who signs in at the provider next: claims of the id token.</summary>
    public Dictionary<string, object> Person { get; set; } = [];

    /// <summary>Changes the claims that are signed, for tokens that must not be taken.</summary>
    public Action<Dictionary<string, object>> Spoil { get; set; } = _ => { };

    /// <summary>Signs with another key than it tells of.</summary>
    public bool SignsFalsely { get; set; }

    /// <summary>Forms that came to the token endpoint.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Exchanged { get; } = new();

    public static async Task<TestIdentityProvider> StartAsync()
    {
        var provider = new TestIdentityProvider();
        provider._server = await LoopbackServer.StartAsync(provider.Map);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _key.Dispose();
    }

    private void Map(WebApplication app)
    {
        app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>
        {
            ["issuer"] = Address, ["authorization_endpoint"] = $"{Address}/authorize", ["token_endpoint"] = $"{Address}/token", ["jwks_uri"] = $"{Address}/keys",
            ["response_types_supported"] = new[] { "code" }, ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" }, ["code_challenge_methods_supported"] = new[] { "S256" },
        });
        app.MapGet("/keys", () =>
        {
            var known = _key.ExportParameters(includePrivateParameters: false);
            return new
            {
                keys = new[]
                {
                    new { kty = "RSA", use = "sig", alg = "RS256", kid = "one", n = Base64Url.EncodeToString(known.Modulus), e = Base64Url.EncodeToString(known.Exponent) },
                },
            };
        });
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", (Delegate)ExchangeAsync);
    }

    /// <summary>The person signs in at once, and is sent back with a code.</summary>
    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256") return Results.BadRequest();

        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _codes[code] = new(query["code_challenge"].ToString(), query["nonce"].ToString(), query["redirect_uri"].ToString());
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    private async Task<IResult> ExchangeAsync(HttpContext context)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        Exchanged.Enqueue(form);
        var proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form.GetValueOrDefault("code_verifier", ""))));
        if (!_codes.TryRemove(form.GetValueOrDefault("code", ""), out var asked) || proof != asked.Challenge || form["redirect_uri"] != asked.Redirect
            || form.GetValueOrDefault("client_secret") != ClientSecret)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Person)
        {
            ["iss"] = Address, ["aud"] = ClientId, ["nonce"] = asked.Nonce, ["iat"] = now, ["nbf"] = now - 60, ["exp"] = now + 600,
        };
        Spoil(claims);
        return Results.Json(new { access_token = "none", token_type = "Bearer", expires_in = 600, id_token = Signed(claims) });
    }

    private string Signed(Dictionary<string, object> claims)
    {
        var head = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT", kid = "one" }));
        var text = string.Create(CultureInfo.InvariantCulture, $"{head}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}");
        using var other = RSA.Create(2048);
        var signature = (SignsFalsely ? other : _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private sealed record Asked(string Challenge, string Nonce, string Redirect);
}
