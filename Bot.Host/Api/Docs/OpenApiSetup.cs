using System.Globalization;
using Bot.Host.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bot.Host.Api.Docs;

/// <summary>Fills the API's description with examples and says how to show a key.</summary>
internal static class OpenApiSetup
{
    public static IServiceCollection AddDocs(this IServiceCollection services) =>
        services.AddSingleton<ApiDescription>().AddOpenApi(ApiDescription.Name, options =>
    {
        options.ShouldInclude = described => described.HttpMethod != HttpMethods.Head;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Bot", Version = "v1", Description = "WhatsApp one-time codes, loan leads and FASTag registration. Keys are set in API_KEYS and shown as X-API-Key or as Authorization: Bearer." };
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-API-Key" };
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            foreach (var example in metadata.OfType<ApiExample>()) Add(operation, example);
            if (metadata.OfType<RequiredScope>().Any())
            {
                operation.Security =
                [
                    new() { [new OpenApiSecuritySchemeReference("apiKey", context.Document)] = [] },
                    new() { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] },
                ];
            }

            return Task.CompletedTask;
        });
    });

    private static void Add(OpenApiOperation operation, ApiExample example)
    {
        // The endpoint's parameter reads the body itself; to declare it to the router would send a request without a content type elsewhere.
        if (example.Status is null) operation.RequestBody ??= new OpenApiRequestBody { Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() } };
        var content = example.Status is { } status
            ? operation.Responses?.GetValueOrDefault(status.ToString(CultureInfo.InvariantCulture))?.Content
            : operation.RequestBody?.Content;
        if (content is null) throw new InvalidOperationException($"{operation.OperationId} has an example of {example.Status?.ToString(CultureInfo.InvariantCulture) ?? "a request"} that it does not declare.");

        foreach (var media in content.Values.OfType<OpenApiMediaType>())
        {
            media.Examples ??= new Dictionary<string, IOpenApiExample>();
            media.Examples[example.Name] = new OpenApiExample { Value = example.Node };
        }
    }
}
