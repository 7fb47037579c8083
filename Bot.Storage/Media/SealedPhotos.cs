using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Bot.Storage.Sealing;

namespace Bot.Storage.Media;

/// <summary>Goes through the photos on disk: whether each opens, and sealing them with the first key. Hosts may run meanwhile.</summary>
/// <param name="folder">Where the files stand: <c>data/media</c>. It need not be there.</param>
/// <param name="sealer">The first key seals, every one opens.</param>
public sealed partial class SealedPhotos(string folder, Sealer sealer)
{
    /// <summary>Longer than what tells whether a file is sealed with the first key.</summary>
    private const int HeadBytes = 16;

    /// <summary>A sentence for each photo that does not open, or is not the photo that its name says.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancel)
    {
        var findings = new List<string>();
        foreach (var path in Files())
        {
            var plain = await OpenAsync(path, cancel).ConfigureAwait(false);
            if (plain is null || Convert.ToHexStringLower(SHA256.HashData(plain)) != Path.GetFileName(path))
                findings.Add($"media: the photo {Path.GetRelativePath(folder, path)} does not open; it was altered, moved, or sealed with a key that is not in SECRET_KEY.");
        }

        return findings;
    }

    /// <summary>Seals with the first key what is sealed otherwise. What was sealed by a run before this one is only looked at.</summary>
    /// <param name="done">Called after each photo.</param>
    /// <returns>How many were sealed anew, and how many do not open.</returns>
    public async Task<(int Sealed, int Unreadable)> ResealAsync(Action done, CancellationToken cancel)
    {
        var (again, unreadable) = (0, 0);
        foreach (var path in Files())
        {
            if (!await IsCurrentAsync(path, cancel).ConfigureAwait(false))
            {
                if (await OpenAsync(path, cancel).ConfigureAwait(false) is { } plain)
                {
                    await SealedFile.WriteAsync(path, sealer.Seal(MediaLibrary.Kind, Path.GetFileName(path), plain), cancel).ConfigureAwait(false);
                    again++;
                }
                else
                {
                    unreadable++;
                }
            }

            done();
        }

        return (again, unreadable);
    }

    private IEnumerable<string> Files() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => Name().IsMatch(Path.GetFileName(path)))
        : [];

    private async Task<bool> IsCurrentAsync(string path, CancellationToken cancel)
    {
        var head = new byte[HeadBytes];
        var file = File.OpenRead(path);
        await using var fileScope = file.ConfigureAwait(false);
        return sealer.IsCurrent(head.AsSpan(0, await file.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancel).ConfigureAwait(false)));
    }

    private async Task<byte[]?> OpenAsync(string path, CancellationToken cancel)
    {
        try
        {
            return sealer.Open(MediaLibrary.Kind, Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Name();
}
