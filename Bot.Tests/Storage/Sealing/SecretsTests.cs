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
    public void The_first_key_seals_and_every_one_opens()
    {
        var both = new Secrets("two, one").Sealer;
        both.OpenText("t", "r", Sealer.Seal("t", "r", "old")).Should().Be("old");
        var now = both.Seal("t", "r", "new");
        new Secrets("two").Sealer.OpenText("t", "r", now).Should().Be("new");
        FluentActions.Invoking(() => Sealer.Open("t", "r", now)).Should().Throw<InvalidDataException>();
        (both.IsCurrent(now), both.IsCurrent(Sealer.Seal("t", "r", "old"))).Should().Be((true, false));
    }

    [Theory]
    [InlineData("one", "one")]
    [InlineData("one", "two,one")]
    [InlineData("one", "one,two")]
    [InlineData("o,ne", "o,ne")]
    [InlineData("o,ne", "two,o,ne")]
    public void What_an_earlier_build_sealed_opens_with_its_key_wherever_that_is_listed(string then, string now)
    {
        var (sealer, old) = (new Secrets(now).Sealer, Version1(then, "t", "r", "said long ago"));
        sealer.OpenText("t", "r", old).Should().Be("said long ago");
        sealer.IsCurrent(old).Should().BeFalse();
        FluentActions.Invoking(() => sealer.Open("t", "q", old)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void A_nonce_is_drawn_for_each_seal()
    {
        const int NonceAt = 17;
        Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(Sealer.Seal("t", "r", "").AsSpan(NonceAt, 12))).Should().OnlyHaveUniqueItems();
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
    public void The_lines_of_a_key_file_are_keys_the_first_seals()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, SecretKeyFile.Name), "two\n one \n\n");
        SecretKeyFile.LoadOrCreate(folder.Path).Should().Be("two,one");
    }

    [Fact]
    public void A_key_file_that_cannot_be_made_is_told()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        FluentActions.Invoking(() => SecretKeyFile.LoadOrCreate(Path.Combine(file, "data"))).Should().Throw<StoreUnavailableException>().WithMessage("The secret key file*");
    }

    /// <summary>As builds before key numbers sealed: version, nonce, tag, text.</summary>
    private static byte[] Version1(string secret, string table, string row, string text)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "bot/seal/1"u8.ToArray());
        var (nonce, tag, plain) = (new byte[12], new byte[16], Encoding.UTF8.GetBytes(text));
        var sealedText = new byte[plain.Length];
        using var cipher = new AesGcm(key, tag.Length);
        cipher.Encrypt(nonce, plain, sealedText, tag, Encoding.UTF8.GetBytes($"{table}\0{row}"));
        return [1, .. nonce, .. tag, .. sealedText];
    }
}
