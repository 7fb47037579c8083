using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Media;

internal static class MediaEndpoints
{
    /// <summary>GET <c>/sandbox/media/{id}</c>: the bytes, to anybody, as Gupshup and Interakt serve them.</summary>
    public static void MapMediaSandbox(this RouteGroupBuilder sandbox, SandboxWorld world) =>
        sandbox.MapGet("/media/{id}", (string id) => world.Album.Find(id) is { } media ? Results.Bytes(media.Bytes, media.MimeType) : Results.NotFound());
}
