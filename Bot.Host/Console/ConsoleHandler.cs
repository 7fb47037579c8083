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
            : keys.IdentifyOnPage(Context);
        return Task.FromResult(caller is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new(caller, SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"Bot console: the password is an API key\", charset=\"UTF-8\"";
        return Context.FailAsync(WrongKeys.FailureOf(Context));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Context.FailAsync(new RequestFailure.ScopeMissing(RequiredScope.Of(Context)));
}
