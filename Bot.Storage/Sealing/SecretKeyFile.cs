using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;

namespace Bot.Storage.Sealing;

/// <summary>
/// The secret of a development machine: made once, kept beside the data, readable by its owner only. Production brings its own <c>SECRET_KEY</c>.
/// </summary>
public static class SecretKeyFile
{
    /// <summary>The file's name in the data folder.</summary>
    public const string Name = "secret.key";

    /// <summary>The secret in <paramref name="dataFolder"/>; made when there is none. Processes that start together end up with the same one.</summary>
    /// <returns>The file's lines with commas between them: while a key is changed the new one stands on the first line, the old one on the second.</returns>
    /// <exception cref="StoreUnavailableException">The file can be neither read nor made.</exception>
    public static string LoadOrCreate(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        try
        {
            Directory.CreateDirectory(dataFolder);
            using var file = Open(path);
            using var reader = new StreamReader(file);
            var secret = string.Join(',', reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            if (secret.Length > 0) return secret;

            secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            file.Write(Encoding.ASCII.GetBytes(secret));
            file.Flush(flushToDisk: true);
            return secret;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The secret key file {path} can be neither read nor made: {fault.Message}", fault);
        }
    }

    // The file is held exclusively while it is read or filled, so no process sees it half written; the second one waits a moment.
    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        var tries = 5000;
        var wait = new SpinWait();
        while (true)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (File.Exists(path) && tries-- > 0)
            {
                wait.SpinOnce();
            }
        }
    }
}
