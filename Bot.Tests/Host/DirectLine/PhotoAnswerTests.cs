using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Host.DirectLine;
using Bot.Host.Http;
using Bot.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Bot.Tests.Host.DirectLine;

/// <summary>What readers of photos may take of the host's memory.</summary>
public sealed class PhotoAnswerTests : IMediaLibrary, IDisposable
{
    private static readonly byte[] Photo = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];

    private readonly ManualClock _clock = new();
    private readonly PhotoAnswers _photos;

    public PhotoAnswerTests() => _photos = new(this, _clock);

    [Fact]
    public async Task Few_photos_leave_at_once_and_more_are_asked_to_come_again()
    {
        var slow = new List<SlowReader>();
        for (var i = 0; i < PhotoAnswers.MostAtOnce; i++) slow.Add(new());
        var answers = slow.ConvertAll(reader => _photos.ServeAsync(reader.Context, "photo"));
        var more = new SlowReader { Reads = true };

        await _photos.ServeAsync(more.Context, "photo");

        more.Context.Response.StatusCode.Should().Be(503);
        more.Context.Response.Headers.RetryAfter.ToString().Should().NotBeEmpty();
        slow.ForEach(reader => reader.Read());
        await Task.WhenAll(answers);
        await ServedAsync();
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_off_after_a_time()
    {
        var slow = new SlowReader();
        var answer = _photos.ServeAsync(slow.Context, "photo");

        await Eventually.Holds(() =>
        {
            _clock.Advance(PhotoAnswers.Time);
            return answer.IsCompleted;
        });

        slow.IsCutOff.Should().BeTrue();
        slow.Pieces.Should().HaveCountLessThan(2, "the rest waits for its reader here and not in the server");
        for (var i = 0; i < PhotoAnswers.MostAtOnce; i++) await ServedAsync();
    }

    public Task<ImageResult> OpenAsync(MediaReference media, CancellationToken cancel) =>
        Task.FromResult<ImageResult>(new ImageResult.Image(Photo, "image/jpeg", "sha"));

    public void Dispose() => _photos.Dispose();

    private async Task ServedAsync()
    {
        var reader = new SlowReader { Reads = true };
        await _photos.ServeAsync(reader.Context, "photo");
        reader.Pieces.SelectMany(piece => piece).Should().Equal(Photo);
        reader.Pieces.Should().OnlyContain(piece => piece.Length <= LargeAnswer.MostWaiting);
    }

    /// <summary>Takes the first piece when it is told to, and the others then.</summary>
    private sealed class SlowReader : Stream, IHttpRequestLifetimeFeature
    {
        private readonly TaskCompletionSource _reads = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowReader()
        {
            Context = new DefaultHttpContext();
            Context.Response.Body = this;
            Context.Features.Set<IHttpRequestLifetimeFeature>(this);
        }

        public DefaultHttpContext Context { get; }

        public List<byte[]> Pieces { get; } = [];

        public bool IsCutOff { get; private set; }

        public bool Reads
        {
            init { if (value) Read(); }
        }

        public CancellationToken RequestAborted { get; set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Read() => _reads.TrySetResult();

        public void Abort() => IsCutOff = true;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Pieces.Add(buffer.ToArray());
            await _reads.Task.WaitAsync(cancellationToken);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
