using System.Text;
using Bot.Gateways.Partners.Bajaj;

namespace Bot.Tests.Gateways.Partners.Bajaj;

/// <summary>
/// The encryption of bodies against what openssl makes of the same text:
/// <c>openssl enc -aes-256-cbc -K (hex of the key) -iv (hex of its first 16 characters) -base64 -A</c>.
/// </summary>
public sealed class BajajCipherTests
{
    internal const string Key = "0123456789abcdef0123456789ABCDEF";

    [Theory]
    [InlineData("""{"tokenResp":{"token":"token-1"},"response":{"status":"success","code":"00"}}""",
        "kRmA0Y8PkoyYjB04/Xyk82C4AjZqkGoNr+r3kJZWFfekIUxuDHXrQLqJNdB6CPZK8uEJudsZlJ14WzWQzudA1xEm9WPYqbdom/eg0AAf8tU=")]
    [InlineData("नमस्ते", "hGdpSL0QdTQ6kvMwJ5q2uf5PbErF5lb/60m6r/Pq/Bs=")]
    public void A_body_is_encrypted_as_openssl_does_it_and_back(string clear, string encrypted)
    {
        BajajCipher.Encrypt(Encoding.UTF8.GetBytes(clear), Key).Should().Be(encrypted);

        Encoding.UTF8.GetString(BajajCipher.Decrypt(encrypted, Key)!).Should().Be(clear);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("abcd")]
    [InlineData("hGdpSL0QdTQ6kvMwJ5q2uf5PbErF5lb/60m6r/Pq/A==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    public void What_was_not_encrypted_with_the_key_is_none(string text) => BajajCipher.Decrypt(text, Key).Should().BeNull();

    [Theory]
    [InlineData(Key, true)]
    [InlineData("0123456789abcdef0123456789ABCDE", false)]
    [InlineData("0123456789abcdef0123456789ABCDEF0", false)]
    [InlineData("0123456789abcdef 123456789ABCDEF", false)]
    [InlineData("0123456789abcdef0123456789ABCDEé", false)]
    [InlineData("", false)]
    public void A_key_has_32_characters_of_ASCII(string key, bool isKey) => BajajCipher.IsKey(key).Should().Be(isKey);
}
