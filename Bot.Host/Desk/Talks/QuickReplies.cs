using System.Text.Json;
using Bot.Host.Settings;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Talks;

/// <summary>
/// Answers that stand ready, of <c>DESK_REPLIES_FILE</c>: <c>[{"name":"hours","text":{"en":"...","hi":"..."}}]</c>. Read anew when the file changes.
/// </summary>
internal sealed class QuickReplies(IOptions<DeskOptions> options, IOptions<FolderOptions> folders, ILogger<QuickReplies> log)
{
    /// <summary>Bytes.</summary>
    private const long LongestFile = 256 * 1024;

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    private readonly Lock _gate = new();
    private (DateTime Written, IReadOnlyList<QuickReply> Replies) _read;

    /// <summary>Empty where there is no file, or it cannot be read, which the log tells.</summary>
    public IReadOnlyList<QuickReply> All()
    {
        if (options.Value.RepliesFile is not { Length: > 0 } file) return [];

        var path = new FileInfo(Path.Combine(folders.Value.Working, file));
        lock (_gate)
        {
            if (!path.Exists || path.LastWriteTimeUtc == _read.Written) return _read.Replies ?? [];

            try
            {
                if (path.Length > LongestFile) throw new JsonException("it is longer than 256 kB");
                var read = JsonSerializer.Deserialize<List<QuickReply>>(File.ReadAllText(path.FullName), Form) ?? [];
                _read = (path.LastWriteTimeUtc, [.. read.Where(reply => reply is { Name.Length: > 0, Text.Count: > 0 })]);
            }
            catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
            {
                log.LogWarning("DESK_REPLIES_FILE cannot be read: {Why}", failure.Message);
                _read = (path.LastWriteTimeUtc, _read.Replies ?? []);
            }

            return _read.Replies;
        }
    }
}

/// <param name="Text">By language.</param>
internal sealed record QuickReply(string Name, IReadOnlyDictionary<string, string> Text);
