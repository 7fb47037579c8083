using System.Diagnostics;

namespace Bot.Tests.Support;

/// <summary>A small program of the system's, run to its end.</summary>
internal static class SystemProgram
{
    /// <exception cref="InvalidOperationException">It did not do it; with what it says.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">It is not there.</exception>
    public static void Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardError = true }) ?? throw new InvalidOperationException($"{program} cannot be started.");
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', words)}: {error}");
    }
}
