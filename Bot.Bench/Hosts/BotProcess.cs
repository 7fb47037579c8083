using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bot.Bench.Load;

namespace Bot.Bench.Hosts;

/// <summary>The bot as it is deployed: a process of its own, on a database in a temporary folder, with its channels pointed at a recording peer.</summary>
internal sealed class BotProcess : IAsyncDisposable
{
    public const string AppSecret = "bench-app-secret";
    public const string PhoneNumberId = "1055000000";
    public const string ApiKey = "bench-key-0123456789abcdef";

    public const string SecretKey = "bench-secret-key-of-32-characters-or-more";

    /// <summary>What the runtime records for a profile, as <c>DOTNET_EventPipeConfig</c>: samples of stacks, and names of methods.</summary>
    private const string ProfileProviders = "Microsoft-DotNETCore-SampleProfiler:0:5,Microsoft-Windows-DotNETRuntime:4C14FCCBD:5";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private BotProcess(Process process, int port, string folder, TimeSpan started) => (_process, Port, Folder, Started) = (process, port, folder, started);

    /// <summary>The host as it was built with this program.</summary>
    public static string Built => Path.Combine(AppContext.BaseDirectory, "Bot.Host.dll");

    public int Id => _process.Id;

    public int Port { get; }

    /// <summary>Its working folder: database and log.</summary>
    public string Folder { get; }

    /// <summary>From the start of the process to the first answer.</summary>
    public TimeSpan Started { get; }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="program">Bot.Host.dll, or the program that a publish with its runtime makes.</param>
    /// <param name="folder">Its working folder; kept afterwards.</param>
    /// <param name="peerPort">Where messages go.</param>
    public static async Task<BotProcess> StartAsync(string program, string folder, int peerPort, IReadOnlyDictionary<string, string>? more = null)
    {
        var port = FreePort();
        // The shell only turns the output into a file: reading it here would cost the machine that is measured.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {(program.EndsWith(".dll", StringComparison.Ordinal) ? "dotnet " : "")}\"$0\" serve > bot.log 2>&1", program]) { WorkingDirectory = folder };
        LeanSockets.KeepFrom(start);
        foreach (var (name, value) in Settings(folder, port, peerPort)) start.Environment[name] = value;
        if (Environment.GetEnvironmentVariable("BENCH_PROFILE") is { Length: > 0 } trace)
        {
            start.Environment["DOTNET_EnableEventPipe"] = "1";
            start.Environment["DOTNET_EventPipeOutputPath"] = trace;
            start.Environment["DOTNET_EventPipeConfig"] = ProfileProviders;
            start.Environment["DOTNET_EventPipeCircularMB"] = "1024";
        }

        foreach (var (name, value) in more ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var begun = Stopwatch.GetTimestamp();
        var process = Process.Start(start) ?? throw new InvalidOperationException("The bot cannot be started.");
        while (!await AnswersAsync(port))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(begun) > StartLimit) throw new InvalidOperationException($"The bot does not start: {Path.Combine(folder, "bot.log")} tells why.");
            await Task.Delay(2);
        }

        return new(process, port, folder, Stopwatch.GetElapsedTime(begun));
    }

    /// <summary>SIGKILL; returns when it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        using var owned = _process;
        if (_process.HasExited) return;

        using var stop = Process.Start("/bin/kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }
    }

    /// <summary>The environment of a host in Production whose partners are one peer of ours.</summary>
    internal static Dictionary<string, string> Settings(string folder, int port, int peerPort) => new(StringComparer.Ordinal)
    {
        [Deployment.Collector.Name] = Deployment.Collector.Value,
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
        ["DATABASE_URL"] = Path.Combine(folder, "bot.db"),
        ["SECRET_KEY"] = SecretKey,
        ["API_KEYS"] = $"bench:{ApiKey}",
        ["WHATSAPP_API_URL"] = $"http://127.0.0.1:{peerPort}/v25.0",
        ["WHATSAPP_ACCESS_TOKEN"] = "bench",
        ["WHATSAPP_PHONE_NUMBER_ID"] = PhoneNumberId,
        ["WHATSAPP_APP_SECRET"] = AppSecret,
        ["WHATSAPP_VERIFY_TOKEN"] = "bench",
        ["GUPSHUP_API_KEY"] = "bench",
        ["GUPSHUP_SOURCE"] = "919800000000",
        ["GUPSHUP_APP_NAME"] = "Bench",
        ["GUPSHUP_WEBHOOK_TOKEN"] = "bench-token",
        ["GUPSHUP_SESSION_URL"] = $"http://127.0.0.1:{peerPort}/wa/api/v1/msg",
        ["GUPSHUP_API_URL"] = $"http://127.0.0.1:{peerPort}/wa/api/v1/template/msg",
        ["GUPSHUP_WHATSAPP_OTP_TEMPLATE_ID"] = "00000000-0000-0000-0000-000000000001",
        ["GUPSHUP_LEAD_CREATION_TEMPLATE_ID"] = "00000000-0000-0000-0000-000000000002",
        ["GUPSHUP_LEAD_STATUS_TEMPLATE_ID"] = "00000000-0000-0000-0000-000000000003",
        ["BASIC_APPLICATION_API_URL"] = $"http://127.0.0.1:{peerPort}/basic",
        ["BASIC_APPLICATION_USER_ID"] = "bench",
        ["BASIC_APPLICATION_API_KEY"] = "bench",
        ["SHAURYAPAY_API_KEY"] = "bench",
        ["SHAURYAPAY_BASE_URL"] = $"http://127.0.0.1:{peerPort}/shauryapay",
        ["SMS_USER"] = "bench",
        ["SMS_PASS"] = "bench",
        ["SMS_URL"] = $"http://127.0.0.1:{peerPort}/sms",
        ["INTERAKT_API_KEY"] = "bench",
        ["INTERAKT_WEBHOOK_SECRET"] = "bench",
        ["OTP_CLIENT_LIMIT"] = "0",
        ["OTP_CLIENT_DAY_LIMIT"] = "0",
        ["OTP_SMS_DAY_LIMIT"] = "0",
        ["OTP_WHATSAPP_DAY_LIMIT"] = "0",
    };

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var wire = await WireConnection.OpenAsync(port, CancellationToken.None);
            return await wire.AskAsync("GET /health HTTP/1.1\r\nHost: bench\r\n\r\n"u8.ToArray(), CancellationToken.None) == 200;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
