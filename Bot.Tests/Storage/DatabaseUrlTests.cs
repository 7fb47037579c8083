using Bot.Storage;

namespace Bot.Tests.Storage;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData(null, "Sqlite", "./data/bot.db")]
    [InlineData("  ", "Sqlite", "./data/bot.db")]
    [InlineData("sqlite:///data/bot.db", "Sqlite", "data/bot.db")]
    [InlineData("sqlite:///./bot.db", "Sqlite", "./bot.db")]
    [InlineData("sqlite:////var/lib/bot.db", "Sqlite", "/var/lib/bot.db")]
    [InlineData("/var/lib/bot.db", "Sqlite", "/var/lib/bot.db")]
    [InlineData("bot.db", "Sqlite", "bot.db")]
    [InlineData("postgresql://u:p@h:5432/d?sslmode=require", "Postgres", "postgresql://u:p@h:5432/d?sslmode=require")]
    [InlineData("postgres://u:p@h/d", "Postgres", "postgres://u:p@h/d")]
    public void A_url_tells_kind_and_place(string? text, string kind, string location)
    {
        DatabaseUrl.TryParse(text, out var url, out var fault).Should().BeTrue();
        fault.Should().BeNull();
        url.Should().Be(new DatabaseUrl(Enum.Parse<DatabaseKind>(kind), location));
    }

    [Theory]
    [InlineData("mysql://h/d", "mysql://")]
    [InlineData("sqlite://bot.db", "three slashes")]
    [InlineData("sqlite:bot.db", "three slashes")]
    [InlineData("sqlite:///", "names no file")]
    [InlineData("data/", "names no file")]
    [InlineData("sqlite:///:memory:", "forget everything")]
    [InlineData("postgresql:///bot", "names no host")]
    [InlineData("postgresql://u:s3cret@h:port/bot", "port is no port")]
    [InlineData("postgresql://u:s3cret@h/bot?sslmode=yes", "sslmode=yes is none of")]
    [InlineData("postgresql://u:s3cret@h/bot?sslmod=require", "sslmod is no parameter")]
    [InlineData("postgresql://u:s3cret@h/bot?connection_limit=0", "connection_limit=0")]
    public void Anything_else_is_told_what_to_write_instead(string text, string expected)
    {
        DatabaseUrl.TryParse(text, out var url, out var fault).Should().BeFalse();
        url.Should().BeNull();
        fault.Should().StartWith("DATABASE_URL: ").And.Contain(expected).And.NotContain("s3cret");
    }
}
