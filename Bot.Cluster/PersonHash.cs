using System.Globalization;
using System.Text;

namespace Bot.Cluster;

/// <summary>
/// The hash by which conversations are placed: the one that nginx makes for <c>hash $key;</c> without <c>consistent</c>, so that a balancer that knows the
/// person's address can send a request straight to the host that holds the conversation.
/// </summary>
/// <remarks>nginx, ngx_http_upstream_hash_module: bits 16 to 30 of the CRC-32 (ISO-HDLC) of the key, modulo the weights of the servers.</remarks>
internal static class PersonHash
{
    /// <summary>Characters of <see cref="Digits"/>.</summary>
    public const int Length = 4;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(number => Row((uint)number))];

    /// <param name="conversation"><c>meta:919812345678</c>; what is hashed is the address behind the colon.</param>
    /// <returns>0 to 32,767.</returns>
    public static int Of(string conversation)
    {
        var crc = uint.MaxValue;
        foreach (var one in Encoding.UTF8.GetBytes(conversation[(conversation.IndexOf(':', StringComparison.Ordinal) + 1)..]))
            crc = Table[(byte)(crc ^ one)] ^ (crc >> 8);
        return (int)((~crc >> 16) & 0x7fff);
    }

    /// <summary>Four hexadecimal digits, with which a grain's key begins.</summary>
    public static string Digits(string conversation) => Of(conversation).ToString("x4", CultureInfo.InvariantCulture);

    /// <returns>Null: the key begins with something else.</returns>
    public static int? FromKey(string key) =>
        key.Length > Length && int.TryParse(key.AsSpan(0, Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) ? hash : null;

    private static uint Row(uint number)
    {
        for (var bit = 0; bit < 8; bit++) number = (number & 1) == 0 ? number >> 1 : (number >> 1) ^ 0xedb88320;
        return number;
    }
}
