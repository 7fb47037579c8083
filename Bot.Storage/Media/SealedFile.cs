namespace Bot.Storage.Media;

/// <summary>Writes a file beside its place, flushed and renamed: a crash leaves a stray file at most, never half a photo.</summary>
internal static class SealedFile
{
    public static async Task WriteAsync(string path, byte[] sealedBytes, CancellationToken cancel)
    {
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(sealedBytes, cancel).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
