using Microsoft.AspNetCore.Authorization;

namespace Bot.Host.Access;

/// <summary>What an endpoint asks of a key: endpoint metadata, for its description and its refusal.</summary>
/// <param name="Scope">Null: any key will do.</param>
internal sealed record RequiredScope(string? Scope)
{
    public static string Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>()?.Scope ?? "this";
}

/// <summary>Lets only callers with a key through to an endpoint or a group of them, before the body is read.</summary>
internal static class Scopes
{
    /// <param name="scope">What the key must allow.</param>
    /// <param name="scheme">How the caller is authenticated; null: by API key, as for every request.</param>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope, string? scheme = null)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(PolicyOf(scope, scheme)).WithMetadata(new RequiredScope(scope));

    /// <summary>Any key will do.</summary>
    public static TBuilder RequireKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization().WithMetadata(new RequiredScope(null));

    private static AuthorizationPolicy PolicyOf(string scope, string? scheme) =>
        (scheme is null ? new AuthorizationPolicyBuilder() : new(scheme)).RequireAssertion(context => context.User.HasKey() && context.User.May(scope)).Build();
}
