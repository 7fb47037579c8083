namespace Bot.Sandbox.State;

/// <summary>Photos and files that people in the sandbox can send.</summary>
internal sealed class SandboxAlbum(Lock gate, SandboxRandom chance)
{
    public const string SampleId = "vehicle-photo";

    private const int MostKept = 1_000;

    private readonly Dictionary<string, SandboxMedia> _media = new() { [SampleId] = new(SampleId, Sample(), "image/jpeg") };

    public string Give(ReadOnlyMemory<byte> bytes, string mimeType)
    {
        lock (gate)
        {
            if (_media.Count >= MostKept) throw new InvalidOperationException($"The sandbox keeps at most {MostKept} media.");
            var id = chance.Digits(15);
            _media[id] = new(id, bytes, mimeType);
            return id;
        }
    }

    public SandboxMedia? Find(string id)
    {
        lock (gate) return _media.GetValueOrDefault(id);
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
