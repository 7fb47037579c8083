using System.Text.RegularExpressions;
using Bot.Host.Observability;
using FsCheck;
using FsCheck.Fluent;

namespace Bot.Tests.Host.Observability;

public sealed partial class RedactorTests
{
    private static readonly Redactor Redactor = new(["hunter2hunter"]);

    public static TheoryData<string, string> Strikes()
    {
        var lines = new TheoryData<string, string>();
        foreach (var parts in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Host/Observability/strikes.tsv")).Skip(1).Select(line => line.Split('\t')))
            lines.Add(parts[0], parts[1]);
        return lines;
    }

    [Theory]
    [MemberData(nameof(Strikes))]
    public void A_line_is_struck_as_its_case_says(string line, string left) => Redactor.Strike(line).Should().Be(left);

    [Fact]
    public void No_number_of_four_digits_or_more_survives_wherever_it_stands()
    {
        var word = Gen.Elements("", " ", "otp", "agent ", "x", "'", "\"", "(", ":", ",", "\n", "é", "₹", "=", "/", "#", "क");
        var number = from length in Gen.Choose(4, 19)
                     from digits in Gen.ArrayOf(Gen.Elements("0123456789०१२३४५६७८९".ToCharArray()), length)
                     select new string(digits);
        var line = from parts in Gen.ArrayOf(Gen.Zip(word, number), 4)
                   from last in word
                   select string.Concat(parts.Select(part => part.Item1 + part.Item2)) + last;

        Prop.ForAll(Arb.From(line), text => !FourDigits().IsMatch(Redactor.Strike(text))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_mobile_survives_however_it_is_grouped()
    {
        var mobile = from first in Gen.Choose(6, 9)
                     from rest in Gen.ArrayOf(Gen.Choose(0, 9), 9)
                     from separators in Gen.ArrayOf(Gen.Elements("", "", " ", "-", "  "), 9)
                     from prefix in Gen.Elements("", "+91", "+91 ", "91", "0", "(+91) ")
                     select (Digits: first + string.Concat(rest),
                         Text: prefix + first + string.Concat(rest.Zip(separators, (digit, separator) => separator + digit)));

        Prop.ForAll(Arb.From(mobile), number => Redactor.Strike($"call {number.Text} please").All(letter => !char.IsDigit(letter))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_credential_survives_under_its_name()
    {
        var name = Gen.Elements("token", "access_token", "api_key", "apikey", "X-Api-Key", "Authorization", "SMS_PASS", "password", "client_secret", "otp", "ocp-apim-subscription-key");
        var joint = Gen.Elements("=", ": ", "\":\"", "\": \"", " = ");
        var value = from letters in Gen.ArrayOf(Gen.Elements("abcdefXYZ._-+/".ToCharArray()), 12) select "v" + new string(letters);

        Prop.ForAll(Arb.From(Gen.Zip(Gen.Zip(name, joint), value)), given =>
        {
            var ((key, between), secret) = given;
            return !Redactor.Strike($"sent {key}{between}{secret}\" to them").Contains(secret, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_known_secret_never_survives_not_even_escaped()
    {
        var redactor = new Redactor(["p@ss w/rd+1"]);

        redactor.Strike("GET /x?a=p%40ss%20w%2Frd%2B1&b=p@ss w/rd+1").Should().NotContain("ss");
    }

    [Theory]
    [InlineData("billing\n2026-11-29 INF forged", @"billing\n[date] INF forged")]
    [InlineData("\u001b[31mred\r", @"\u001b[31mred\r")]
    [InlineData("a\u202Eb\u2028c\u0085d\0", @"a\u202eb\u2028c\u0085d\u0000")]
    [InlineData("नमस्ते é ₹", "नमस्ते é ₹")]
    public void What_would_move_a_terminal_is_written_out(string text, string left) => Redactor.Strike(text).Should().Be(left);

    [Fact]
    public void A_line_of_an_exception_is_never_one_of_the_log() =>
        Redactor.StrikeLines("failed\n2026 INF forged\u001b\r\n   at X").Should().Be("failed\n  [number] INF forged\\u001b\n     at X");

    [Theory]
    [InlineData(3_999)]
    [InlineData(100_000)]
    [InlineData(4_000_000)]
    public void A_long_text_is_cut_before_it_is_searched_and_no_half_secret_is_left(int length)
    {
        var struck = Redactor.Strike(string.Concat(Enumerable.Repeat("wordy ", length / 6)) + "token=abcdefghijkl");

        struck.Length.Should().BeLessThan(Redactor.LongestText + 10);
        struck.Should().NotContain("abcdef");
    }

    [Fact]
    public void A_secret_across_the_cut_is_struck_whole()
    {
        for (var before = Redactor.LongestText - 20; before <= Redactor.LongestText; before++)
            Redactor.Strike(new string('x', before) + "hunter2hunter" + new string('y', 500)).Should().NotContain("hun");
    }

    [Fact]
    public void A_name_longer_than_is_looked_at_still_hides_its_value() =>
        Redactor.Strike(new string('a', 300) + "_token=abcdefghijkl").Should().EndWith("_token=[secret]");

    [GeneratedRegex(@"\d{4}")]
    private static partial Regex FourDigits();
}
