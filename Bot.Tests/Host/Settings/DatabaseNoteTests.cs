namespace Bot.Tests.Host.Settings;

public sealed class DatabaseNoteTests
{
    [Theory]
    [InlineData("postgresql://u:p@db.example.com/d?sslmode=require", true)]
    [InlineData("postgresql://u:p@db.example.com/d?sslmode=verify-full", false)]
    public void A_database_elsewhere_that_need_not_prove_itself_is_told_at_a_start_in_Production(string url, bool told)
    {
        using var bench = new SettingsBench();

        bench.Complete().With("DATABASE_URL", url).Read().Notes.Any(note => note.Contains("verify-full")).Should().Be(told);
        bench.With("ASPNETCORE_ENVIRONMENT", "Development").Read().Notes.Should().NotContain(note => note.Contains("verify-full"));
    }
}
