using System.Text;

namespace Bot.Host.Access;

/// <summary>Where a request shows an API key.</summary>
internal static class KeyInRequest
{
    /// <summary><c>X-API-Key</c>, else <c>Authorization: Bearer</c>; empty when there is none.</summary>
    public static string Of(HttpRequest request)
    {
        if (request.Headers["X-API-Key"].ToString() is { Length: > 0 } key)
            return key.Trim();
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : "";
    }

    /// <summary>A browser shows a key as the password of a user of any name (RFC 7617); pages alone take it there. Null when there is none.</summary>
    public static string? PasswordOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;

        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out var length)) return null;

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? pair[(colon + 1)..].Trim() : null;
    }
}
