using System.Diagnostics;
using System.Globalization;

namespace Bot.Bench.Chaos.Kill;

/// <summary>
/// A network namespace for each host and a bridge between them, inside the one that <c>unshare --net --mount</c> gave to this process: ways between two hosts
/// can be cut and nothing of the machine is touched. Needs Linux, root and iproute2 (ip-netns(8), ip-route(8): blackhole).
/// </summary>
internal static class HostNetwork
{
    /// <summary>Where hosts reach the driver and the database.</summary>
    public const string Driver = "10.77.0.1";

    /// <summary>Set for the process inside.</summary>
    private const string Inside = "BOT_BENCH_OWN_NETWORK";

    private const string Names = "/run/netns";

    public static bool IsInside => Environment.GetEnvironmentVariable(Inside) == "1";

    /// <summary>Runs this program once more, in a network of its own; returns its exit code.</summary>
    public static async Task<int> RunInsideAsync(IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo("unshare", ["--net", "--mount", "dotnet", Path.Combine(AppContext.BaseDirectory, "Bot.Bench.dll"), .. words]);
        start.Environment[Inside] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("unshare cannot be started.");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public static async Task OpenAsync(int hosts)
    {
        // ip-netns(8) keeps names as files, which would outlive this process and be in the way of the next.
        Directory.CreateDirectory(Names);
        await RunAsync("mount", $"-t tmpfs names {Names}");
        await IpAsync("link set lo up");
        await IpAsync("link add bots type bridge");
        await IpAsync($"addr add {Driver}/24 dev bots");
        await IpAsync("link set bots up");
        for (var host = 0; host < hosts; host++)
        {
            await IpAsync($"netns add {Name(host)}");
            await IpAsync($"link add out{host} type veth peer name in{host}");
            await IpAsync($"link set in{host} netns {Name(host)}");
            await IpAsync($"link set out{host} master bots");
            await IpAsync($"link set out{host} up");
            await IpAsync($"-n {Name(host)} link set lo up");
            await IpAsync($"-n {Name(host)} addr add {AddressOf(host)}/24 dev in{host}");
            await IpAsync($"-n {Name(host)} link set in{host} up");
        }
    }

    public static string AddressOf(int host) => string.Create(CultureInfo.InvariantCulture, $"10.77.0.{10 + host}");

    /// <summary>Words before those that start a host, which put it into its namespace.</summary>
    public static string[] Before(int host) => ["ip", "netns", "exec", Name(host)];

    /// <summary>From now on neither reaches the other: what was on the way is lost, connections hang.</summary>
    public static Task PartAsync(int one, int other) => BothAsync("add", one, other);

    public static Task JoinAsync(int one, int other) => BothAsync("del", one, other);

    private static async Task BothAsync(string word, int one, int other)
    {
        await IpAsync($"-n {Name(one)} route {word} blackhole {AddressOf(other)}/32");
        await IpAsync($"-n {Name(other)} route {word} blackhole {AddressOf(one)}/32");
    }

    private static string Name(int host) => string.Create(CultureInfo.InvariantCulture, $"bot{host}");

    private static Task IpAsync(string words) => RunAsync("ip", words);

    private static async Task RunAsync(string program, string words)
    {
        var start = new ProcessStartInfo(program, words.Split(' ')) { RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started.");
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {words}: {complaint.Trim()}");
    }
}
