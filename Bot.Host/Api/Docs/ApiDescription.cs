using System.Security.Cryptography;
using Bot.Host.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bot.Host.Api.Docs;

/// <summary>The API's description as bytes: made with the first request, then kept. It depends on the program alone, on no request.</summary>
internal sealed class ApiDescription([FromKeyedServices(ApiDescription.Name)] IOpenApiDocumentProvider documents)
{
    /// <summary>The document's name in <c>/openapi/{name}.json</c>.</summary>
    public const string Name = "v1";

    private readonly Lock _gate = new();
    private Task<Made>? _made;

    /// <summary>Answers with the description, or 304 to a caller that has it.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var (bytes, tag) = await MadeAsync();
        var response = context.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch.ToString() is var known && (known == "*" || known.Split(',', StringSplitOptions.TrimEntries).Contains(tag)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.WriteLargeAsync(bytes, context.RequestAborted);
    }

    /// <summary>One attempt at a time; one that failed is not kept.</summary>
    private Task<Made> MadeAsync()
    {
        lock (_gate) return _made is null or { IsFaulted: true } or { IsCanceled: true } ? _made = MakeAsync() : _made;
    }

    private async Task<Made> MakeAsync()
    {
        var document = await documents.GetOpenApiDocumentAsync(CancellationToken.None);
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1);
        var bytes = stream.ToArray();
        return new(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
    }

    private sealed record Made(byte[] Bytes, string Tag);
}
