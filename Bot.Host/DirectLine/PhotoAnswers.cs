using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Host.Http;
using Bot.Storage.Media;

namespace Bot.Host.DirectLine;

/// <summary>Photos that were sent, for those who know their address. Few leave at once, as each takes its size twice until its reader has it.</summary>
internal sealed class PhotoAnswers(IMediaLibrary media, TimeProvider clock) : IDisposable
{
    /// <summary>Photos that are opened or sent now: 80 MB at most.</summary>
    public const int MostAtOnce = 8;

    /// <summary>A photo may take as long to leave as to come.</summary>
    public static readonly TimeSpan Time = new BodyLimit(MediaLibrary.SizeLimit).Time;

    private readonly SemaphoreSlim _places = new(MostAtOnce, MostAtOnce);

    public async Task ServeAsync(HttpContext context, string id)
    {
        if (!await _places.WaitAsync(TimeSpan.Zero))
        {
            await DirectLineAnswer.LaterAsync(context, "Too many photos are on their way; ask again in a few seconds.");
            return;
        }

        using var time = new CancellationTokenSource(Time, clock);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(time.Token, context.RequestAborted);
        try
        {
            await AnswerAsync(context, id, cancel.Token);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            // Half an answer cannot be taken back: its reader sees that it was cut.
            context.Abort();
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task AnswerAsync(HttpContext context, string id, CancellationToken cancel)
    {
        var found = UploadedFile.KindIn(id) == UploadKind.Photo
            ? await media.OpenAsync(new MediaReference(DirectLineChannel.ChannelName, id, "", "", ""), cancel)
            : new ImageResult.NotAnImage();
        if (found is not ImageResult.Image image)
        {
            await DirectLineAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "NotFound", "There is no such file.");
            return;
        }

        PageHeaders.Set(context.Response, "default-src 'none'; sandbox");
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.ContentType = image.MimeType;
        context.Response.ContentLength = image.Bytes.Length;
        await context.Response.WriteLargeAsync(image.Bytes, cancel);
    }
}
