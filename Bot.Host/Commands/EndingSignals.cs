using System.Runtime.InteropServices;

namespace Bot.Host.Commands;

/// <summary>Ctrl+C and SIGTERM end a command: the hosts that it plays on hear of them too, and would end themselves alone.</summary>
internal sealed class EndingSignals : IDisposable
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupted;
    private readonly PosixSignalRegistration _terminated;

    public EndingSignals() =>
        (_interrupted, _terminated) = (PosixSignalRegistration.Create(PosixSignal.SIGINT, Take), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take));

    /// <summary>Is done when one of them has come.</summary>
    public Task Came => _came.Task;

    public void Dispose()
    {
        _interrupted.Dispose();
        _terminated.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _came.TrySetResult();
    }
}
