using System.Security.Cryptography;

namespace Bot.Host.Settings;

/// <summary>The key of a development machine: made once and kept in the data folder, readable by its owner only.</summary>
internal static class SecretKeyFile
{
    /// <summary>The file's name in the data folder.</summary>
    public const string Name = "secret.key";

    /// <summary>The key of the settings; without one (Development) that of the file, which is made when it is not there. Several processes may race for it: one wins, all read the same.</summary>
    public static string KeyOf(BotSettings settings) =>
        settings.SecretKey.Length > 0 ? settings.SecretKey : ReadOrMake(Path.Combine(settings.Folders.Data, Name));

    private static string ReadOrMake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            Make(path);
        var key = File.ReadAllText(path).Trim();
        return key.Length > 0 ? key : throw new SettingsException([$"{path} is empty; restore it, or remove it and the data that it encrypted"], [], "Development");
    }

    private static void Make(string path)
    {
        var draft = $"{path}.{Environment.ProcessId}.{RandomNumberGenerator.GetHexString(8)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options))
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first; its key stands.
            File.Delete(draft);
        }
    }
}
