using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Bot.Host.Observability;

/// <summary>
/// Lines to the standard output that leave together: a call into the system for every line costs more than making it. For one thread at a time.
/// </summary>
/// <param name="output">Keeps what is written until it is flushed or full.</param>
internal sealed class CollectedOutput(TextWriter output, ITextFormatter line) : ILogEventSink
{
    public void Emit(LogEvent logEvent) => line.Format(logEvent, output);

    /// <summary>Hands on what was collected.</summary>
    public void Flush() => output.Flush();
}
