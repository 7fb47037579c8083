using Bot.Storage;

namespace Bot.Tests.Storage;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData(null, "/srv/bot/data/bot.db")]
    [InlineData("  ", "/srv/bot/data/bot.db")]
    [InlineData("sqlite:///data/bot.db", "/srv/bot/data/bot.db")]
    [InlineData("sqlite:///./bot.db", "/srv/bot/bot.db")]
    [InlineData("sqlite:////var/lib/bot.db", "/var/lib/bot.db")]
    [InlineData("SQLITE:////var/lib/bot.db", "/var/lib/bot.db")]
    [InlineData("/var/lib/bot.db", "/var/lib/bot.db")]
    [InlineData("bot.db", "/srv/bot/bot.db")]
    [InlineData("litedb:///data/bot.db", "/srv/bot/data/bot.db")]
    [InlineData("LiteDB:////var/lib/bot.db", "/var/lib/bot.db")]
    public void A_path_is_a_file_of_this_host(string? text, string file)
    {
        DatabaseUrl.TryParse(text, "/srv/bot", out var address, out var fault).Should().BeTrue(fault);
        fault.Should().BeNull();
        (address!.Name, address.File).Should().Be((file, file));
    }

    [Theory]
    [InlineData("postgresql://u:p4ss@h:5432/d?sslmode=require")]
    [InlineData("postgres://u:p4ss@h/d")]
    public void A_server_tells_its_place_and_what_no_log_may_show(string text)
    {
        DatabaseUrl.TryParse(text, "/srv/bot", out var address, out var fault).Should().BeTrue(fault);
        (address!.Name, address.File, address.ToString()).Should().Be(("PostgreSQL at h:5432/d", null, "PostgreSQL at h:5432/d"));
        address.Secrets.Should().Equal(text, "p4ss");
    }

    [Fact]
    public void Every_kind_of_store_has_an_example_that_it_reads_itself() =>
        DatabaseUrl.Kinds.Should()
            .OnlyContain(
                kind => kind.Prefixes.Any(prefix => kind.Example.StartsWith(prefix, StringComparison.Ordinal)) && kind.Read(kind.Example, "/srv/bot").Fault == null);

    [Theory]
    [InlineData("mysql://h/d", "mysql://")]
    [InlineData("sqlite://bot.db", "three slashes")]
    [InlineData("sqlite:bot.db", "three slashes")]
    [InlineData("sqlite:///", "names no file")]
    [InlineData("data/", "names no file")]
    [InlineData("sqlite:///:memory:", "forget everything")]
    [InlineData("litedb://bot.db", "three slashes")]
    [InlineData("litedb:///", "names no file")]
    [InlineData("litedb:///:memory:", "forget everything")]
    [InlineData("postgresql:///bot", "names no host")]
    [InlineData("postgresql://u:s3cret@h:port/bot", "port is no port")]
    [InlineData("postgresql://u:s3cret@h/bot?sslmode=yes", "sslmode=yes is none of")]
    [InlineData("postgresql://u:s3cret@h/bot?sslmod=require", "sslmod is no parameter")]
    [InlineData("postgresql://u:s3cret@h/bot?connection_limit=0", "connection_limit=0")]
    public void Anything_else_is_told_what_to_write_instead(string text, string expected)
    {
        DatabaseUrl.TryParse(text, "/srv/bot", out var address, out var fault).Should().BeFalse();
        address.Should().BeNull();
        fault.Should().StartWith("DATABASE_URL: ").And.Contain(expected).And.NotContain("s3cret");
    }
}
