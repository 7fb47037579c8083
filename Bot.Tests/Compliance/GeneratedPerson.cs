using System.Globalization;
using System.Text;

namespace Bot.Tests.Compliance;

/// <summary>A person made up by chance: no part of what tells of them is in what tells of another.</summary>
internal sealed class GeneratedPerson(Random chance)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Ten digits.</summary>
    public string Number { get; } = $"{chance.Next(6, 10)}{chance.NextInt64(1_000_000_000).ToString("D9", CultureInfo.InvariantCulture)}";

    public string Name { get; } = $"{Word(chance, 8)} {Word(chance, 9)}";

    public string Pan { get; } = $"{Upper(chance, 5)}{chance.Next(1000, 10_000)}{Upper(chance, 1)}";

    public string Email { get; } = $"{Word(chance, 10).ToLowerInvariant()}@example.com";

    public string UserId { get; } = $"IN.{Upper(chance, 14)}";

    /// <summary>Lower-case hex of 32 bytes.</summary>
    public string Photo { get; } = Convert.ToHexStringLower(Bytes(chance, 32));

    public string Conversation => $"meta:91{Number}";

    public string Session => $"s{Number}x";


    /// <summary>What must be nowhere once the person is erased.</summary>
    public IEnumerable<string> Secrets => [Number, Name, Name.Split(' ')[0], Pan, Email, UserId, Photo];

    /// <summary>In one of the ways in which people write it.</summary>
    public string Write(Random how) => how.Next(6) switch
    {
        0 => Number,
        1 => $"+91{Number}",
        2 => $"0{Number}",
        3 => $"+91 {Number[..5]} {Number[5..]}",
        4 => $"{Number[..3]}-{Number[3..6]}-{Number[6..]}",
        _ => $"my number is 91{Number}.",
    };

    private static string Word(Random chance, int length) => $"{Letters[chance.Next(Letters.Length)]}{Upper(chance, length - 1).ToLowerInvariant()}";

    private static string Upper(Random chance, int length)
    {
        var word = new StringBuilder();
        for (var at = 0; at < length; at++) word.Append(Letters[chance.Next(Letters.Length)]);
        return word.ToString();
    }

    private static byte[] Bytes(Random chance, int count)
    {
        var bytes = new byte[count];
        chance.NextBytes(bytes);
        return bytes;
    }
}
