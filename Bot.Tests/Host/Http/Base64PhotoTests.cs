using Bot.Host.Http;
using Bot.Tests.Support;

namespace Bot.Tests.Host.Http;

public sealed class Base64PhotoTests
{
    // The last bytes make both alphabets differ and need padding.
    private static readonly byte[] Photo = [.. Photos.Jpeg(), 0xFB, 0xEF, 0xBE, 0xFF, 0xFE];
    private static readonly string Plain = Convert.ToBase64String(Photo);

    public static TheoryData<string, string> Spellings => new()
    {
        { "plain", Plain },
        { "without padding", Plain.TrimEnd('=') },
        { "URL-safe", Plain.Replace('+', '-').Replace('/', '_') },
        { "URL-safe without padding", Plain.Replace('+', '-').Replace('/', '_').TrimEnd('=') },
        { "with a prefix", "data:image/jpeg;base64," + Plain },
        { "with a prefix in capitals", "DATA:image/jpeg;charset=utf-8;BASE64," + Plain },
        { "in lines", Convert.ToBase64String(Photo, Base64FormattingOptions.InsertLineBreaks) },
        { "in lines of a mail", string.Join('\n', Plain.Chunk(64).Select(line => new string(line))) + "\n" },
        { "with blanks for plus signs", Plain.Replace('+', ' ') },
        { "percent-encoded", Uri.EscapeDataString(Plain) },
        { "in quotation marks", $"\"{Plain}\"" },
        { "padded twice", Plain + "==" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void B11_base64_is_read_however_it_is_spelled(string how, string text) => Base64Photo.Read(text).Should().Equal(Photo, how);

    [Theory]
    [InlineData("")]
    [InlineData("%%")]
    [InlineData("no photo!")]
    [InlineData("data:image/jpeg;base64,")]
    [InlineData("abcde")]
    [InlineData("https://example.com/rc.jpg")]
    public void What_is_no_base64_is_none(string text) => Base64Photo.Read(text).Should().BeNull();
}
