namespace Bot.Sandbox.Media;

/// <summary>Photos and files that people in the sandbox can send.</summary>
internal sealed class SandboxAlbum
{
    public const string SampleId = "vehicle-photo";

    private const int MostKept = 1_000;

    private readonly SandboxWorld _world;
    private readonly Dictionary<string, SandboxMedia> _media = [];

    public SandboxAlbum(SandboxWorld world)
    {
        _world = world;
        _media[SampleId] = new(SampleId, Sample(), "image/jpeg");
    }

    public string Give(ReadOnlyMemory<byte> bytes, string mimeType)
    {
        lock (_world.Gate)
        {
            if (_media.Count >= MostKept) throw new InvalidOperationException($"The sandbox keeps at most {MostKept} media.");
            var id = _world.Chance.Digits(15);
            _media[id] = new(id, bytes, mimeType);
            return id;
        }
    }

    public SandboxMedia? Find(string id)
    {
        lock (_world.Gate) return _media.GetValueOrDefault(id);
    }

    private static byte[] Sample()
    {
        using var stream = typeof(SandboxAlbum).Assembly.GetManifestResourceStream("sandbox-vehicle.jpg")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

internal sealed record SandboxMedia(string Id, ReadOnlyMemory<byte> Bytes, string MimeType);
