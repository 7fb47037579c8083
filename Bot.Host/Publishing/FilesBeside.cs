namespace Bot.Host.Publishing;

/// <summary>The files beside versions: an edit of one of the two reaches no person where the other runs, so that they are compared at the start.</summary>
internal static class FilesBeside
{
    /// <summary>That they are others than the live version's, as a sentence; null where they are the same, and where there are none.</summary>
    public static async Task<string?> ToldAsync(VersionRegister register, string folder, int live, CancellationToken cancel)
    {
        if (HashOf(folder) is not { } here) return null;

        var same = (await register.ListAsync(cancel)).Where(version => version.Hash == here).Select(version => version.Number).ToList();
        if (same.Contains(live)) return null;

        return same.Count > 0
            ? $"Version {live} of the flows is live; the files in {folder} are those of version {same[^1]}"
            : $"Version {live} of the flows is live; the files in {folder} are of no version: flows import makes one of them, publish puts it into use";
    }

    private static string? HashOf(string folder)
    {
        try
        {
            return FlowFiles.Read(folder).Hash;
        }
        catch (PublishingException)
        {
            // No host needs them while there are versions.
            return null;
        }
    }
}
