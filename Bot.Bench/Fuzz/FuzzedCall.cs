using System.Globalization;
using System.Text;

namespace Bot.Bench.Fuzz;

/// <summary>One HTTP request as it goes over the wire, with what a judge must know of it.</summary>
internal sealed record FuzzedCall(string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, bool Chunked = false)
{
    public string Header(string name) =>
        string.Join(", ", Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value));

    public byte[] Bytes(Random random)
    {
        var head = new StringBuilder($"{Method} {Target} HTTP/1.1\r\nHost: fuzz\r\n");
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (!Chunked) return [.. Encoding.Latin1.GetBytes(head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n\r\n").ToString()), .. Body];

        using var bytes = new MemoryStream();
        bytes.Write(Encoding.Latin1.GetBytes(head.Append("Transfer-Encoding: chunked\r\n\r\n").ToString()));
        for (var at = 0; at < Body.Length;)
        {
            var length = Math.Min(Body.Length - at, random.Next(1, 4000));
            bytes.Write(Encoding.ASCII.GetBytes(length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            bytes.Write(Body, at, length);
            bytes.Write("\r\n"u8);
            at += length;
        }
        bytes.Write("0\r\n\r\n"u8);
        return bytes.ToArray();
    }
}
