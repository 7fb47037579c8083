using System.Security.Cryptography;
using System.Text;

namespace Bot.Products.Consents;

/// <summary>Names a wording by what it says, so that no changed text goes under the name of an earlier one.</summary>
public static class ConsentWording
{
    private const int Letters = 12;

    /// <summary>12 hexadecimal signs of the text's SHA-256.</summary>
    public static string VersionOf(string wording) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wording)))[..Letters];
}
