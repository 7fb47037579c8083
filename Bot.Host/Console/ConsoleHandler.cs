using System.Text;
using System.Text.Encodings.Web;
using Bot.Host.Access;
using Bot.Host.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Bot.Host.Console;

/// <summary>
/// Authenticates the console's pages. In Development callers on this machine; all others need a key, as the password that browsers ask for, or as the API takes
/// it.
/// </summary>
internal sealed class ConsoleHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ApiKeys keys,
    IHostEnvironment environment) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "Console";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var caller = environment.IsDevelopment() && LocalCaller.Is(Context) ? Caller.Local
            : Password(Request) is { } password ? keys.Find(password)
            : keys.Identify(Context);
        return Task.FromResult(caller is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new(caller, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"Bot console: the password is an API key\", charset=\"UTF-8\"";
        return Context.FailAsync(new RequestFailure.KeyMissing());
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Context.FailAsync(new RequestFailure.ScopeMissing(RequiredScope.Of(Context)));

    /// <summary>A browser shows a key as the password of a user of any name (RFC 7617).</summary>
    private static string? Password(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;

        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out var length)) return null;

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? pair[(colon + 1)..].Trim() : null;
    }
}
