using System.Diagnostics;

namespace Bot.Bench.Load;

/// <summary>
/// Sockets whose continuations run where their event is heard: for a driver of many connections a third of its cost, and the machine it drives on is the one
/// that is measured.
/// </summary>
internal static class LeanSockets
{
    // Read once by System.Net.Sockets, when the first socket waits.
    private const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>For this process from now on.</summary>
    public static void Use() => Environment.SetEnvironmentVariable(Switch, "1");

    /// <summary>What is measured runs as it is deployed.</summary>
    public static void KeepFrom(ProcessStartInfo child) => child.Environment.Remove(Switch);
}
