using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Storage.Sealing;
using Bot.Tests.Support;

namespace Bot.Tests.Storage.Sealing;

public sealed class SecretsTests
{
    private static readonly Sealer Sealer = new Secrets("one").Sealer;

    [Fact]
    public void What_is_sealed_opens_with_the_same_key_at_the_same_place() =>
        new Secrets("one").Sealer.OpenText("sessions", "meta:1", Sealer.Seal("sessions", "meta:1", "ABCPD1234E")).Should().Be("ABCPD1234E");

    [Theory]
    [InlineData("two", "sessions", "meta:1")]
    [InlineData("one", "sessions", "meta:2")]
    [InlineData("one", "outbox", "meta:1")]
    [InlineData("one", "sessionsm", "eta:1")]
    public void Another_key_row_or_table_does_not_open_it(string secret, string table, string row)
    {
        var sealedBytes = Sealer.Seal("sessions", "meta:1", "ABCPD1234E");
        FluentActions.Invoking(() => new Secrets(secret).Sealer.Open(table, row, sealedBytes)).Should().Throw<InvalidDataException>().WithMessage("*SECRET_KEY*");
    }

    [Fact]
    public void A_change_of_any_byte_is_noticed()
    {
        var sealedBytes = Sealer.Seal("sessions", "meta:1", "ABCPD1234E");
        for (var i = 0; i < sealedBytes.Length; i++)
        {
            var altered = sealedBytes.ToArray();
            altered[i] ^= 1;
            FluentActions.Invoking(() => Sealer.Open("sessions", "meta:1", altered)).Should().Throw<InvalidDataException>($"byte {i}");
        }

        for (var length = 0; length < sealedBytes.Length; length++)
            FluentActions.Invoking(() => Sealer.Open("sessions", "meta:1", sealedBytes.AsSpan(0, length))).Should().Throw<InvalidDataException>($"length {length}");
    }

    [Fact]
    public void The_same_text_never_looks_the_same() =>
        Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(Sealer.Seal("t", "r", ""))).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Many_threads_may_seal_and_open_at_once() =>
        Parallel.For(0, 2000, i => Sealer.OpenText("t", $"{i}", Sealer.Seal("t", $"{i}", new string('x', i))).Length.Should().Be(i));

    [Fact]
    public void A_long_place_is_bound_as_well()
    {
        var row = new string('आ', 5000);
        var sealedBytes = Sealer.Seal("t", row, "x");
        Sealer.OpenText("t", row, sealedBytes).Should().Be("x");
        FluentActions.Invoking(() => Sealer.Open("t", row + "b", sealedBytes)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void A_hash_is_keyed_and_bound_to_its_purpose()
    {
        var hash = new Secrets("one").Hash("mobile", "+919812345678");
        hash.Should().MatchRegex("^[0-9a-f]{64}$").And.Be(new Secrets("one").Hash("mobile", "+919812345678"));
        new[] { new Secrets("two").Hash("mobile", "+919812345678"), new Secrets("one").Hash("otp", "+919812345678"), new Secrets("one").Hash("mobile", "+919812345679"), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("+919812345678"))) }
            .Should().NotContain(hash).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Codes_have_their_digits_and_every_digit_comes_about_as_often()
    {
        var codes = Enumerable.Range(0, 5000).Select(i => new Secrets("one").CodeFor($"call {i}", 4)).ToList();
        codes.Should().OnlyContain(code => code.Length == 4 && code.All(char.IsAsciiDigit));
        codes.Should().Contain(code => code[0] == '0');
        new Secrets("one").CodeFor("call 1", 4).Should().Be(codes[1], "what is done again sends the same code");
        new Secrets("two").CodeFor("call 1", 6).Should().NotBe(new Secrets("one").CodeFor("call 1", 6));
        codes.SelectMany(code => code).GroupBy(digit => digit).Should().HaveCount(10).And.OnlyContain(digits => digits.Count() > 1700 && digits.Count() < 2300);
    }

    [Fact]
    public void A_blank_secret_is_refused() => FluentActions.Invoking(() => new Secrets(" ")).Should().Throw<ArgumentException>().WithMessage("SECRET_KEY is empty*");

    [Fact]
    public void A_key_file_is_made_once_for_its_owner_only()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        var secrets = new string[16];
        Parallel.For(0, secrets.Length, i => secrets[i] = SecretKeyFile.LoadOrCreate(data));

        secrets.Distinct().Should().ContainSingle().Which.Length.Should().BeGreaterThan(40);
        SecretKeyFile.LoadOrCreate(data).Should().Be(secrets[0]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(data, SecretKeyFile.Name)).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_key_file_that_cannot_be_made_is_told()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        FluentActions.Invoking(() => SecretKeyFile.LoadOrCreate(Path.Combine(file, "data"))).Should().Throw<StoreUnavailableException>().WithMessage("The secret key file*");
    }
}
