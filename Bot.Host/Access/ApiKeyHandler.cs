using System.Text.Encodings.Web;
using Bot.Host.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Bot.Host.Access;

/// <summary>The scheme of API keys: says 401 and 403 in the envelope of the endpoint. Whose key it is, <see cref="CallerMiddleware"/> found.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public new const string Scheme = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(Context.User.HasKey() ? AuthenticateResult.Success(new(Context.User, Scheme)) : AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Context.FailAsync(WrongKeys.FailureOf(Context));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Context.FailAsync(new RequestFailure.ScopeMissing(RequiredScope.Of(Context)));
}
