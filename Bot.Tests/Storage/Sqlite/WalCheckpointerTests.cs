using System.Buffers.Binary;
using Bot.Storage.Sql;
using Bot.Storage.Sqlite;
using Bot.Tests.Support;

namespace Bot.Tests.Storage.Sqlite;

public sealed class WalCheckpointerTests : IDisposable
{
    private const int Most = 5000;

    private static readonly SqlText Create = new("create table notes (id integer not null primary key)");
    private static readonly SqlText Insert = new("insert into notes (id) values (@id)");
    private static readonly SqlText All = new("select count(*) from notes");

    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "bot.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_log_begins_anew_while_writes_go_on()
    {
        var options = new SqliteOptions { Path = File, CheckpointAfter = 10 };
        var session = new SqliteSession(options.Open());
        session.Execute(Create);
        var written = 0;
        await using (var writer = new GroupCommitter(options, session))
        {
            var first = Beginnings();
            for (; Beginnings() == first && written < Most; written++)
            {
                var step = Insert.With(written);
                await writer.WriteAsync(open => open.Execute(step), _ => true, default);
            }
        }

        written.Should().BeLessThan(Most, "what is folded need not stay in the log");
        using var reader = new SqliteSession(options.Open());
        reader.Query(All.With(), row => row.Number(0)).Should().Equal(written);
    }

    /// <summary>How often the log has begun anew: its header's checkpoint sequence number (https://www.sqlite.org/fileformat2.html#walformat).</summary>
    private uint Beginnings()
    {
        var head = new byte[16];
        using var log = new FileStream($"{File}-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.ReadExactly(head);
        return BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(12));
    }
}
