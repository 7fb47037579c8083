using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Gateways.Channels.BotFramework;

/// <summary>The SDK's authentication both ways: whose tokens are believed, and with which ones the bot calls.</summary>
public static class BotFrameworkLogin
{
    internal const string LoginUrl = "https://login.microsoftonline.com/botframework.com";

    /// <summary>Microsoft's public cloud; with no registration, authentication is off in both directions.</summary>
    /// <param name="clients">Makes the client of the calls.</param>
    public static BotFrameworkAuthentication Of(BotFrameworkOptions options, IHttpClientFactory clients)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (credentials, known) = (CredentialsOf(options), new AuthenticationConfiguration());
        return options.OpenIdMetadataUrl.Length == 0
            ? BotFrameworkAuthenticationFactory.Create("", true, "", "", "", "", "", "", "", credentials, known, clients, NullLogger.Instance)
            : BotFrameworkAuthenticationFactory.Create("", true, LoginUrl, AuthenticationConstants.ToChannelFromBotOAuthScope,
                AuthenticationConstants.ToBotFromChannelTokenIssuer, AuthenticationConstants.OAuthUrl, options.OpenIdMetadataUrl,
                options.OpenIdMetadataUrl, "", credentials, known, clients, NullLogger.Instance);
    }

    internal static ServiceClientCredentialsFactory CredentialsOf(BotFrameworkOptions options) =>
        new PasswordServiceClientCredentialFactory(options.AppId, options.AppPassword, options.AppTenantId, null, NullLogger.Instance);
}
