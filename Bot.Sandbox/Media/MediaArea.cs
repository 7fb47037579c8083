using Bot.Sandbox.Areas;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Media;

/// <summary>GET <c>/sandbox/media/{id}</c>: the bytes, to anybody, as Gupshup and Interakt serve them.</summary>
internal sealed class MediaArea(SandboxState state) : ISandboxArea
{
    public static AreaDefinition Definition { get; } = new("media", state => new MediaArea(state));

    public void Map(RouteGroupBuilder folder) =>
        folder.MapGet("/{id}", (string id) => state.Album.Find(id) is { } media ? Results.Bytes(media.Bytes, media.MimeType) : Results.NotFound());
}
