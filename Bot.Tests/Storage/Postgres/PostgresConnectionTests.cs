using Bot.Storage.Postgres;
using Npgsql;

namespace Bot.Tests.Storage.Postgres;

public sealed class PostgresConnectionTests
{
    [Theory]
    [InlineData("postgresql://bot:p@h/d", "p")]
    [InlineData("postgres://bot:a%40b%2Fc%3A%25@h/d", "a@b/c:%")]
    [InlineData("postgresql://bot:a@b/c:d#e@h/d", "a@b/c:d#e")]
    [InlineData("postgresql://bot:a?b@h/d", "a?b")]
    [InlineData("postgresql://bot@h/d?user=bot", "")]
    public void A_password_is_taken_encoded_or_bare(string url, string password)
    {
        var options = Parse(url);
        options.Password.Should().Be(password);
        var built = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        (built.Host, built.Username, built.Password ?? "", built.Database, built.Port).Should().Be(("h", "bot", password, "d", 5432));
    }

    [Theory]
    [InlineData("", SslMode.Prefer)]
    [InlineData("?sslmode=disable", SslMode.Disable)]
    [InlineData("?sslmode=allow", SslMode.Allow)]
    [InlineData("?sslmode=require", SslMode.Require)]
    [InlineData("?sslmode=verify-ca&sslrootcert=/etc/ca.pem", SslMode.VerifyCA)]
    [InlineData("?sslmode=verify-full", SslMode.VerifyFull)]
    public void Tls_is_what_the_url_says(string query, SslMode mode) =>
        new NpgsqlConnectionStringBuilder(Parse($"postgresql://u:p@h/d{query}").ConnectionString).SslMode.Should().Be(mode);

    [Theory]
    [InlineData("postgresql://postgres.abcdef:p@aws-0-ap-south-1.pooler.supabase.com:6543/postgres", true)]
    [InlineData("postgresql://u:p@h:5432/d?pgbouncer=true&connection_limit=3", true)]
    [InlineData("postgresql://postgres.abcdef:p@aws-0-ap-south-1.pooler.supabase.com:5432/postgres", false)]
    public void Behind_a_transaction_pooler_nothing_is_prepared_by_name(string url, bool pooled)
    {
        var options = Parse(url);
        options.Pooled.Should().Be(pooled);
        new NpgsqlConnectionStringBuilder(options.ConnectionString).MaxAutoPrepare.Should().Match(prepared => (prepared == 0) == pooled);
    }

    [Fact]
    public void Connections_are_bounded_and_their_number_may_be_set()
    {
        new NpgsqlConnectionStringBuilder(Parse("postgresql://h/d").ConnectionString).MaxPoolSize.Should().Be(PostgresConnection.Connections);
        new NpgsqlConnectionStringBuilder(Parse("postgresql://h/d?connection_limit=3").ConnectionString).MaxPoolSize.Should().Be(3);
    }

    [Fact]
    public void Its_name_and_its_text_tell_no_password()
    {
        var options = Parse("postgresql://bot:s3cret@db.example.com:5433/bot");
        options.Name.Should().Be("db.example.com:5433/bot");
        options.ToString().Should().NotContain("s3cret");
    }

    [Fact]
    public void A_socket_and_an_address_of_the_newer_kind_are_hosts_too()
    {
        new NpgsqlConnectionStringBuilder(Parse("postgresql:///d?host=/var/run/postgresql&user=me").ConnectionString).Host.Should().Be("/var/run/postgresql");
        new NpgsqlConnectionStringBuilder(Parse("postgresql://u:p@[::1]:5433/d").ConnectionString).Should().Match<NpgsqlConnectionStringBuilder>(built => built.Host == "::1" && built.Port == 5433);
    }

    private static PostgresConnection Parse(string url)
    {
        PostgresConnection.TryParse(url, out var options, out var fault).Should().BeTrue(fault);
        return options!;
    }
}
