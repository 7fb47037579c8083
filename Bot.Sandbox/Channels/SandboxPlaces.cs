using System.Text.Json;
using Bot.Sandbox.State;

namespace Bot.Sandbox.Channels;

/// <summary>A location message: the place as its link, name and address as its text.</summary>
internal static class SandboxPlaces
{
    public static SandboxSent Read(SandboxSent message, JsonElement location) => message with
    {
        Kind = "location",
        Text = string.Join('\n', new[] { location.Text("name"), location.Text("address") }.Where(part => part.Length > 0)),
        Link = $"{location.Text("latitude")},{location.Text("longitude")}",
    };
}
