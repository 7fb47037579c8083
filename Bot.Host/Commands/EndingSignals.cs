using System.Runtime.InteropServices;

namespace Bot.Host.Commands;

/// <summary>Hears of Ctrl+C and SIGTERM beside those who handle them, and handles neither: what is given up because of them is no failure to be told.</summary>
internal sealed class EndingSignals : IDisposable
{
    private readonly PosixSignalRegistration _interrupted;
    private readonly PosixSignalRegistration _terminated;
    private volatile bool _came;

    public EndingSignals() => (_interrupted, _terminated) =
        (PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _came = true), PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => _came = true));

    public bool Came => _came;

    public void Dispose()
    {
        _interrupted.Dispose();
        _terminated.Dispose();
    }
}
