using System.Text.Json;

namespace Bot.Host.Http;

/// <summary>What an area takes as a JSON body.</summary>
/// <param name="Depth">The deepest nesting.</param>
/// <param name="ContentType">When the content type must be JSON.</param>
/// <param name="MayBeEmpty">No body at all is an object without fields.</param>
internal sealed record JsonBodyRules(int Depth, ContentTypeRule ContentType, bool MayBeEmpty);

internal enum ContentTypeRule
{
    /// <summary>Every request needs it, one without a body too.</summary>
    Always,

    /// <summary>A request with a body needs it.</summary>
    WithBody,

    /// <summary>The router looks at it before the endpoint is chosen.</summary>
    ByRoute,
}

/// <summary>The most bytes of an endpoint's body, and the time for all of them: endpoint metadata.</summary>
internal sealed record BodyLimit(int Bytes)
{
    private const int Photo = 4 * 1024 * 1024;

    public TimeSpan Time => Bytes < Photo ? RequestBody.UsualTime : TimeSpan.FromSeconds(30);
}

/// <summary>A body that was read as one JSON object.</summary>
internal sealed class ReceivedJson(JsonDocument json, BodyBuffer? buffer) : IDisposable
{
    /// <summary>Valid until this is disposed of.</summary>
    public JsonElement Root => json.RootElement;

    public void Dispose()
    {
        json.Dispose();
        buffer?.Dispose();
    }
}

/// <summary>Reads a body as one JSON object, each field once. Endpoints carry their <see cref="BodyLimit"/>.</summary>
internal static class JsonBody
{
    private static readonly byte[] NoFields = "{}"u8.ToArray();
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static TBuilder WithBodyLimit<TBuilder>(this TBuilder builder, int bytes)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BodyLimit(bytes));

    /// <returns>Valid until the request has ended.</returns>
    /// <exception cref="RequestFailedException">There is no such body.</exception>
    public static async ValueTask<JsonElement> ReadForRequestAsync(HttpContext context, JsonBodyRules rules)
    {
        var json = await ReadAsync(context, rules);
        context.Response.RegisterForDispose(json);
        return json.Root;
    }

    /// <returns>The caller disposes of it.</returns>
    /// <exception cref="RequestFailedException">There is no such body.</exception>
    public static async ValueTask<ReceivedJson> ReadAsync(HttpContext context, JsonBodyRules rules)
    {
        if (rules.ContentType == ContentTypeRule.Always && !context.Request.HasJsonContentType())
            throw new RequestFailedException(new RequestFailure.NotJson());

        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? throw new InvalidOperationException("This endpoint reads a body but has no limit: add WithBodyLimit to its route.");
        var received = await RequestBody.ReadAsync(context, limit.Bytes);
        if (received.Failure is { } failure) throw new RequestFailedException(failure);
        try
        {
            if (rules.ContentType == ContentTypeRule.WithBody && received.Bytes.Length > 0 && !context.Request.HasJsonContentType())
                throw new RequestFailedException(new RequestFailure.NotJson());
            return new(ObjectIn(received.Bytes, rules), received.Buffer);
        }
        catch
        {
            received.Buffer?.Dispose();
            throw;
        }
    }

    /// <summary>Null when the field is absent or null.</summary>
    public static JsonElement? Find(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <returns>Null for what is no text: another type, half a surrogate pair, bytes that are no UTF-8.</returns>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonDocument ObjectIn(ReadOnlyMemory<byte> bytes, JsonBodyRules rules)
    {
        var json = Parse(bytes, rules);
        if (json.RootElement.ValueKind == JsonValueKind.Object) return json;

        json.Dispose();
        throw new RequestFailedException(new RequestFailure.NotAnObject());
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes, JsonBodyRules rules)
    {
        // No-code tools write a byte order mark now and then.
        if (rules.ContentType == ContentTypeRule.ByRoute && bytes.Span.StartsWith(ByteOrderMark)) bytes = bytes[ByteOrderMark.Length..];
        try
        {
            var json = JsonDocument.Parse(bytes.IsEmpty && rules.MayBeEmpty ? NoFields : bytes,
                new() { MaxDepth = rules.Depth, AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in json.RootElement.EnumerateObject())
                    _ = property.Name;
            }

            return json;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The latter: a field's name with half a surrogate pair in it, or bytes that are no UTF-8.
            throw new RequestFailedException(new RequestFailure.BrokenJson());
        }
    }
}
