using System.Text.Encodings.Web;
using Bot.Host.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Bot.Host.Access;

/// <summary>Authenticates by API key; 401 and 403 are said in the envelope of the endpoint.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    ApiKeys keys) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(keys.Identify(Context) is { } caller ? AuthenticateResult.Success(new(caller, Scheme)) : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Context.FailAsync(new RequestFailure.KeyMissing());
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Context.FailAsync(new RequestFailure.ScopeMissing(RequiredScope.Of(Context)));
}
