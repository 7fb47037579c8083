using System.Collections.Concurrent;
using Bot.Engine.Abstractions;

namespace Bot.Tests.Support;

/// <summary>An outbox writer that keeps what is put into it and answers as it is told.</summary>
public sealed class FakeOutboxWriter : IOutboxWriter
{
    private readonly ConcurrentQueue<SendResult> _results = new();

    /// <summary>Sent at once.</summary>
    public ConcurrentQueue<OutboxEntry> Sent { get; } = new();

    /// <summary>Left for the pump.</summary>
    public ConcurrentQueue<OutboxEntry> Posted { get; } = new();

    /// <summary>Thrown by the next calls; null for none.</summary>
    public Exception? Broken { get; set; }

    public FakeOutboxWriter Answers(SendResult result)
    {
        _results.Enqueue(result);
        return this;
    }

    public Task PostAsync(OutboxEntry entry, CancellationToken cancel)
    {
        if (Broken is not null) return Task.FromException(Broken);
        Posted.Enqueue(entry);
        return Task.CompletedTask;
    }

    public Task<SendResult> SendNowAsync(OutboxEntry entry, CancellationToken cancel)
    {
        if (Broken is not null) return Task.FromException<SendResult>(Broken);
        Sent.Enqueue(entry);
        return Task.FromResult(_results.TryDequeue(out var result) ? result : new SendAccepted("provider-1"));
    }
}
