using System.Diagnostics;
using System.Security.Cryptography;

namespace Bot.Tests.Host.DirectLine;

/// <summary>
/// A package of the npm registry, fetched by npm itself into a folder that outlives the run, and unpacked only when it is the very package that the test was
/// written with. Both have all that they need in one file, so that nothing else is installed.
/// </summary>
internal sealed record NpmPackage(string Name, string Version, string Sha512, string Script)
{
    public static readonly NpmPackage DirectLine = new("botframework-directlinejs", "0.15.8",
        "w/rt2NPSuKMU02zFuJ5E456j2xjAJskgaR6L0sEb6/osmC+zcRlP9ghAjKEmgO9Bquu9NYVwVtahIiRCdKpqDA==", "package/dist/directline.js");

    public static readonly NpmPackage WebChat = new("botframework-webchat", "4.18.1",
        "7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==", "package/dist/webchat.js");

    /// <summary>Finds what keeps people with disabilities from using a page.</summary>
    public static readonly NpmPackage Axe = new("axe-core", "4.11.0",
        "ilYanEU8vxxBexpJd8cWM4ElSQq4QctCLKih0TSfjIfCQTeyH/6zVrmIJfLPrKTKJRbiG+cfnZbQIjAlJmF1jQ==", "package/axe.min.js");

    private static readonly SemaphoreSlim OneAtATime = new(1);

    private string Folder => Path.Combine(Path.GetTempPath(), "bot-npm", $"{Name}-{Version}");

    /// <summary>The script's file.</summary>
    public async Task<string> FetchAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            var script = Path.Combine(Folder, Script);
            if (File.Exists(script)) return script;

            Directory.CreateDirectory(Folder);
            await RunAsync("npm", "pack", "--silent", $"{Name}@{Version}");
            var archive = Path.Combine(Folder, $"{Name}-{Version}.tgz");
            Convert.ToBase64String(SHA512.HashData(await File.ReadAllBytesAsync(archive))).Should().Be(Sha512, $"{Name} must be the package that was looked at");
            await RunAsync("tar", "xzf", archive, Script);
            return script;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, $"{program} {string.Join(' ', arguments)}: {await said} {await wrong}");
    }
}

/// <summary>
/// A test with a client from npm. Without npm it is skipped with the reason; with CI=true a skip would be a failure, so there it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute()
    {
        if (!IsPossible) Skip = "npm is not there: apt-get install npm, or ./test.sh";
    }

    public static bool IsPossible =>
        Environment.GetEnvironmentVariable("CI") == "true"
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "npm")));
}
