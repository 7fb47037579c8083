using System.Text.Json;
using Bot.Gateways.Channels;
using Bot.Gateways.Partners.Bajaj;
using Bot.Products.Fastag.Inputs;
using Bot.Sandbox.Areas;
using Bot.Sandbox.State;

namespace Bot.Sandbox.Bajaj;

/// <summary>Tokens, and the photos of tags by their serial number. All under the sandbox's lock.</summary>
internal sealed class BajajService(SandboxState state)
{
    private const int MostKept = 10_000;

    /// <summary>How long a token is taken here; the issuer's own limit is not known.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    private readonly Dictionary<string, DateTimeOffset> _tokens = [];
    private readonly Dictionary<string, HashSet<string>> _images = [];

    public string NewToken()
    {
        if (_tokens.Count >= MostKept) _tokens.Clear();
        var token = state.Chance.Uuid();
        _tokens[token] = state.Clock.GetUtcNow() + TokenLife;
        return token;
    }

    /// <param name="authorization">The header.</param>
    public bool Takes(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.Ordinal) && _tokens.TryGetValue(authorization["Bearer ".Length..], out var until)
        && state.Clock.GetUtcNow() < until;

    /// <summary>Takes a photo; the same again replaces itself.</summary>
    /// <returns>Why it is refused; null when it is taken.</returns>
    public string? Upload(JsonElement document)
    {
        if (document.Text("vrn").Length == 0) return "Invalid vehicle number";
        if (document.Text("mobileNo").Length != 10) return "Invalid mobile number";
        if (!Barcode.TryParse(document.Text("serialNo"), out _)) return "Invalid serial number";
        if (SandboxImages.FaultOf(document.Text("imageType"), document.Text("image")) is { } fault) return fault;

        if (_images.Count >= MostKept) _images.Clear();
        if (!_images.TryGetValue(document.Text("serialNo"), out var images)) _images[document.Text("serialNo")] = images = [];
        images.Add(document.Text("imageType"));
        return null;
    }

    /// <summary>Whether all photos of a tag are there.</summary>
    public bool IsKnown(JsonElement tag) => ImagesOf(tag.Text("serialNo")).Count == BajajPayloads.ImageTypes.Count;

    public IReadOnlyCollection<string> ImagesOf(string serialNo)
    {
        lock (state.Gate) return _images.TryGetValue(serialNo, out var images) ? [.. images] : [];
    }
}
