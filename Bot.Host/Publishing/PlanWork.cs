using Bot.Engine.Loading;

namespace Bot.Host.Publishing;

/// <summary>Makes plans in the background of a host in use, one at a time: it may take minutes. How far one is stands in its record, for every host.</summary>
internal sealed partial class PlanWork(PlanMaker maker, PlanRecords plans, IVersionTrial trial, TimeProvider clock, ILogger<PlanWork> log)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    /// <summary>Written all the same, so that others know that someone is at it.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;
    private string? _making;

    /// <summary>Begins a plan. It is kept at once, and whole when its <see cref="PublishPlan.Making"/> is null.</summary>
    /// <exception cref="PublishingException">It cannot be published, or another one is being made here.</exception>
    /// <exception cref="FlowsException">A flow of it has a fault in this installation.</exception>
    public async Task<PublishPlan> BeginAsync(PlanRequest request, string by, CancellationToken cancel)
    {
        var plan = await maker.BeginAsync(request, by, cancel);
        if (!request.TakesTime || plan.IsBack) return await maker.KeepAsync(plan, request, trial, (_, _, _) => { }, cancel);

        if (Interlocked.CompareExchange(ref _making, plan.Id, null) is { } other)
            throw new PublishingException($"Plan {other} is being made; make this one when that is there.");

        try
        {
            plan = plan with { Making = new("beginning", 0, 0, clock.GetUtcNow()) };
            await plans.AddAsync(plan, cancel);
        }
        catch
        {
            _making = null;
            throw;
        }

        _work = Task.Run(() => MakeAsync(plan, request, _stop.Token), CancellationToken.None);
        return plan;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _work.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task MakeAsync(PublishPlan plan, PlanRequest request, CancellationToken stop)
    {
        var (made, told) = (plan.Making!, plan.Making!);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var finishing = maker.FinishAsync(plan, request, trial, Tell, over.Token);
        try
        {
            while (await Task.WhenAny(finishing, Task.Delay(Often, clock, stop)) != finishing && !stop.IsCancellationRequested)
            {
                var now = Volatile.Read(ref made);
                if (now.ToString() == told.ToString() && clock.GetUtcNow() - told.At < LongestSilence) continue;

                told = now with { At = clock.GetUtcNow() };
                await plans.ReplaceAsync(plan with { Making = told }, stop);
            }

            await plans.ReplaceAsync(await finishing, stop);
        }
        catch (Exception failure)
        {
            // It may be the record alone that could not be written: another plan begins when the trial of this one has ended.
            await over.CancelAsync();
            await ((Task)finishing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var why = failure is PublishingException or FlowsException ? failure.Message.TrimEnd('.')
                : stop.IsCancellationRequested ? "the host that made it was stopped" : $"something went wrong ({failure.GetType().Name})";
            if (!stop.IsCancellationRequested) NotMade(failure, plan.Id);
            await GiveUpAsync(plan with { Making = made with { At = clock.GetUtcNow(), Failure = why } });
        }
        finally
        {
            _making = null;
        }

        void Tell(string step, int done, int of) => Volatile.Write(ref made, new(step, done, of, clock.GetUtcNow()));
    }

    /// <summary>A database that is away keeps no one: the plan counts as given up after a while.</summary>
    private async Task GiveUpAsync(PublishPlan plan)
    {
        try
        {
            await plans.ReplaceAsync(plan, CancellationToken.None);
        }
        catch (Exception failure)
        {
            NotMade(failure, plan.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Plan {Plan} could not be made")]
    private partial void NotMade(Exception failure, string plan);
}
