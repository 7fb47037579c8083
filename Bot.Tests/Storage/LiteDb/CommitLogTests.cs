using Bot.Storage.LiteDb;
using Bot.Tests.Support;

namespace Bot.Tests.Storage.LiteDb;

public sealed class CommitLogTests : IDisposable
{
    private const int Kept = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "bot.db-wal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_confirmed_is_read_again_and_what_was_not_is_cut_off()
    {
        using (var log = CommitLog.Open(Path, Kept))
        {
            Write(log, 1, confirms: false);
            Write(log, 2, confirms: true);
            Write(log, 3, confirms: false);
            log.Flush();
        }

        using var again = CommitLog.Open(Path, Kept);
        Pages(again).Should().Equal(1, 2);
    }

    [Fact]
    public void A_confirmed_page_is_in_the_file_when_its_write_returns()
    {
        using var log = CommitLog.Open(Path, Kept);
        Write(log, 1, confirms: false);
        new FileInfo(Path).Length.Should().Be(CommitLog.HeadSize, "pages are written with the one that confirms them");
        Write(log, 2, confirms: true);
        new FileInfo(Path).Length.Should().Be(CommitLog.PlaceOf(2));
        (log.Confirmed, log.IsEmpty).Should().Be((2, false));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 4096, 0)]
    [InlineData(2, 100, 2)]
    [InlineData(3, 8191, 2)]
    [InlineData(4, 8195, 4)]
    public void The_log_ends_before_the_transaction_of_which_a_piece_is_missing(int page, int at, int kept)
    {
        using (var log = CommitLog.Open(Path, Kept))
        {
            for (var number = 1; number <= 6; number++) Write(log, number, confirms: number % 2 == 0);
        }

        Damage(CommitLog.PlaceOf(page) + at);

        using var again = CommitLog.Open(Path, Kept);
        Pages(again).Should().Equal(Enumerable.Range(1, kept));
    }

    [Fact]
    public void Frames_of_the_log_before_do_not_fit_to_the_one_that_was_begun_anew()
    {
        using (var log = CommitLog.Open(Path, Kept))
        {
            for (var number = 1; number <= 4; number++) Write(log, number, confirms: true);
            log.SetLength(0);
            log.IsEmpty.Should().BeTrue();
            Write(log, 5, confirms: true);
        }

        new FileInfo(Path).Length.Should().Be(CommitLog.PlaceOf(4), "the file is written over, not grown anew");
        using var again = CommitLog.Open(Path, Kept);
        Pages(again).Should().Equal(5);
    }

    [Fact]
    public void A_log_that_has_grown_is_cut_when_it_begins_anew()
    {
        using var log = CommitLog.Open(Path, 2 * CommitLog.FrameSize);
        for (var number = 1; number <= 4; number++) Write(log, number, confirms: true);
        log.SetLength(0);
        new FileInfo(Path).Length.Should().Be(CommitLog.HeadSize);
    }

    [Fact]
    public void A_reader_has_the_pages_that_it_began_with()
    {
        using var log = CommitLog.Open(Path, Kept);
        Write(log, 1, confirms: true);
        using var reader = CommitLog.Read(Path, log.Confirmed);
        Write(log, 2, confirms: true);

        Pages(reader).Should().Equal(1);
        FluentActions.Invoking(() => Write(reader, 3, confirms: true)).Should().Throw<NotSupportedException>();
    }

    private static void Write(CommitLog log, int number, bool confirms)
    {
        var page = new byte[CommitLog.PageSize];
        Array.Fill(page, (byte)number);
        page[18] = confirms ? (byte)1 : (byte)0;
        log.Position = log.Length;
        log.Write(page, 0, page.Length);
    }

    private static List<int> Pages(CommitLog log)
    {
        var (pages, page) = (new List<int>(), new byte[CommitLog.PageSize]);
        log.Position = 0;
        while (log.Read(page, 0, page.Length) == page.Length) pages.Add(page[100]);
        return pages;
    }

    private void Damage(long at)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var was = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)~was);
    }
}
