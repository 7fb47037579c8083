using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Bot.Storage.LiteDb;

/// <summary>
/// The log of a LiteDB database. The page that confirms a transaction is on disk, with every page before it, when its write returns: LiteDB itself flushes no
/// log. Each page has a checksum over all pages since the log began, so that a log which a power cut left in pieces ends before the first piece that is
/// missing: LiteDB itself applies a transaction of which pages are missing.
/// </summary>
/// <remarks>
/// The file: a head of 32 bytes (magic 8, salt 16, zeros 8), then frames of a page (8,192) and its checksum (8). LiteDB sees the pages alone. Beginning anew
/// writes another salt, flushed before the first frame: frames of the log before do not fit to it. Frames behind the last confirming page are cut off when
/// the log is opened.
/// </remarks>
internal sealed class CommitLog : Stream
{
    public const int PageSize = 8192;
    public const int FrameSize = PageSize + sizeof(ulong);
    public const int HeadSize = 32;

    private const int SaltAt = 8;
    private const int SaltSize = 16;

    /// <summary>In a LiteDB page: whether it confirms its transaction.</summary>
    private const int ConfirmsAt = 18;

    /// <summary>Frames that are written at once; a transaction has some hundred.</summary>
    private const int BufferedFrames = 128;

    private readonly SafeFileHandle _file;
    private readonly bool _readOnly;
    private readonly byte[] _buffer;
    private readonly ulong _limit;
    private int _buffered;

    /// <summary>Pages that LiteDB wrote.</summary>
    private long _frames;

    /// <summary>Those of them that are in the file; the rest is buffered, or came after a fault.</summary>
    private long _written;
    private long _confirmed;
    private ulong _chain;
    private ulong _confirmedChain;

    private CommitLog(SafeFileHandle file, bool readOnly, long keptBytes)
    {
        (_file, _readOnly, _limit) = (file, readOnly, (ulong)keptBytes);
        _buffer = readOnly ? [] : new byte[BufferedFrames * FrameSize];
    }

    /// <summary>Opens the log, made where it is missing, up to its last confirmed page.</summary>
    /// <param name="keptBytes">A larger file is cut when the log begins anew.</param>
    public static CommitLog Open(string path, long keptBytes)
    {
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            var log = new CommitLog(file, readOnly: false, keptBytes);
            if (!log.Scan()) log.Begin();
            return log;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The first pages of a log that is open for writing. It must not begin anew meanwhile.</summary>
    /// <param name="pages">At most those that are confirmed: <see cref="Confirmed"/>.</param>
    public static CommitLog Read(string path, long pages) => new(pages == 0 ? new() : OpenRead(path), readOnly: true, 0) { _frames = pages };

    /// <summary>Pages up to the last one that confirms a transaction, of a log that is not open; none where there is no log.</summary>
    public static long CountConfirmed(string path)
    {
        if (!File.Exists(path)) return 0;
        using var log = new CommitLog(OpenRead(path), readOnly: true, 0);
        return log.Scan() ? log._confirmed : 0;
    }

    /// <summary>Pages up to the last one that confirms a transaction; they are on disk.</summary>
    public long Confirmed => Volatile.Read(ref _confirmed);

    /// <summary>
    /// What the disk threw; null for nothing. The write itself does not throw: LiteDB ends a transaction whose write failed in a way that ends the process when
    /// the collector comes to it. After each commit it is asked for, and the engine is given up when there is one.
    /// </summary>
    public Exception? Fault { get; private set; }

    /// <summary>Nothing is in it that is not in the data file.</summary>
    public bool IsEmpty => _frames == 0;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => !_readOnly;

    public override long Length => _frames * PageSize;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Position >= Length) return 0;
        if (Fault is not null) throw new IOException("The log failed before.", Fault);
        WriteBuffered();
        var read = RandomAccess.Read(_file, buffer.AsSpan(offset, PageIn(count)), PlaceOf(Position / PageSize));
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_readOnly || Position != Length) throw new NotSupportedException("Pages are added at the end of the log.");
        var page = buffer.AsSpan(offset, PageIn(count));
        if (Fault is null) Try(page, Append);
        _frames++;
        Position += PageSize;
    }

    /// <summary>LiteDB empties the log after a checkpoint, whose pages are on disk in the data file.</summary>
    public override void SetLength(long value)
    {
        if (value == Length) return;
        if (value != 0) throw new NotSupportedException("The log ends where it was written to, or begins anew.");
        if (Fault is null) Try([], _ => Begin());
        (_frames, Position) = (0, 0);
    }

    public override void Flush()
    {
        WriteBuffered();
        RandomAccess.FlushToDisk(_file);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + (origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    });

    /// <summary>Where the frame of a page begins in the file.</summary>
    public static long PlaceOf(long frame) => HeadSize + (frame * FrameSize);

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }

    private static SafeFileHandle OpenRead(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private static ReadOnlySpan<byte> Magic => "BOTLOG1\n"u8;

    private static int PageIn(int count) => count == PageSize ? count : throw new NotSupportedException("The log is read and written in pages.");

    private void Append(ReadOnlySpan<byte> page)
    {
        if (_buffered == BufferedFrames) WriteBuffered();

        var frame = _buffer.AsSpan(_buffered * FrameSize, FrameSize);
        page.CopyTo(frame);
        _chain = Next(_chain, page);
        BinaryPrimitives.WriteUInt64LittleEndian(frame[PageSize..], _chain);
        _buffered++;
        if (page[ConfirmsAt] == 0) return;

        Flush();
        _confirmedChain = _chain;
        Volatile.Write(ref _confirmed, _written);
    }

    private void Try(ReadOnlySpan<byte> page, Action<ReadOnlySpan<byte>> write)
    {
        try
        {
            write(page);
        }
        catch (Exception fault)
        {
            // A limit of the file's size comes as an argument out of range.
            Fault = fault is IOException or UnauthorizedAccessException ? fault : new IOException(fault.Message, fault);
            CutOff();
        }
    }

    /// <summary>What may be on disk or not is not to come back when the log is opened again: its caller is told that it was not written.</summary>
    private void CutOff()
    {
        try
        {
            RandomAccess.SetLength(_file, PlaceOf(_confirmed));
        }
        catch (Exception)
        {
            // Then it may come back, and its caller finds it handled.
        }
    }

    private void WriteBuffered()
    {
        if (_buffered == 0) return;
        RandomAccess.Write(_file, _buffer.AsSpan(0, _buffered * FrameSize), PlaceOf(_written));
        (_written, _buffered) = (_written + _buffered, 0);
    }

    /// <summary>An empty log.</summary>
    private void Begin()
    {
        Span<byte> head = stackalloc byte[HeadSize];
        head.Clear();
        Magic.CopyTo(head);
        RandomNumberGenerator.Fill(head.Slice(SaltAt, SaltSize));
        RandomAccess.Write(_file, head, 0);
        RandomAccess.FlushToDisk(_file);
        if ((ulong)RandomAccess.GetLength(_file) > _limit) RandomAccess.SetLength(_file, HeadSize);
        (_buffered, _written, _confirmed) = (0, 0, 0);
        _confirmedChain = _chain = ChainOf(head);
    }

    /// <summary>Finds the end of the log: the last confirming page before the first frame that does not fit. False when there is no log.</summary>
    private bool Scan()
    {
        Span<byte> head = stackalloc byte[HeadSize];
        if (RandomAccess.Read(_file, head, 0) < HeadSize || !head.StartsWith(Magic)) return false;

        _confirmedChain = _chain = ChainOf(head);
        var frame = new byte[FrameSize];
        for (var at = 0L; RandomAccess.Read(_file, frame, PlaceOf(at)) == FrameSize; at++)
        {
            _chain = Next(_chain, frame.AsSpan(0, PageSize));
            if (BinaryPrimitives.ReadUInt64LittleEndian(frame.AsSpan(PageSize)) != _chain) break;
            if (frame[ConfirmsAt] != 0) (_confirmed, _confirmedChain) = (at + 1, _chain);
        }

        (_frames, _written, _chain) = (_confirmed, _confirmed, _confirmedChain);
        return true;
    }

    private static ulong ChainOf(ReadOnlySpan<byte> head) =>
        Mix(BinaryPrimitives.ReadUInt64LittleEndian(head[SaltAt..]), BinaryPrimitives.ReadUInt64LittleEndian(head[(SaltAt + sizeof(ulong))..]));

    private static ulong Next(ulong chain, ReadOnlySpan<byte> page)
    {
        for (var at = 0; at < PageSize; at += sizeof(ulong)) chain = Mix(chain, BinaryPrimitives.ReadUInt64LittleEndian(page[at..]));
        return chain;
    }

    // Each step is reversible in both, so pages that differ in one word never agree, and others by one chance in 2^64. The multiplier is 2^64 over the golden
    // ratio.
    private static ulong Mix(ulong chain, ulong word)
    {
        chain = (chain ^ word) * 0x9E3779B97F4A7C15;
        return chain ^ (chain >> 32);
    }
}
