using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Bot.Tests.Support;

/// <summary>Waits for what other threads or processes do. Every wait has a limit, and its failure shows the last value.</summary>
internal static class Eventually
{
    /// <summary>Much longer than anything here takes on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when the condition holds.</summary>
    /// <exception cref="XunitException">It does not within a minute.</exception>
    public static Task Holds(Func<bool> condition, TimeSpan? limit = null, [CallerArgumentExpression(nameof(condition))] string text = "") =>
        Holds(() => Task.FromResult(condition()), holds => holds, limit, text, "true");

    /// <inheritdoc cref="Holds(Func{bool}, TimeSpan?, string)"/>
    public static Task Holds(Func<Task<bool>> condition, TimeSpan? limit = null, [CallerArgumentExpression(nameof(condition))] string text = "") =>
        Holds(condition, holds => holds, limit, text, "true");

    /// <inheritdoc cref="Holds{T}(Func{Task{T}}, Func{T, bool}, TimeSpan?, string, string)"/>
    public static Task<T> Holds<T>(
        Func<T> look, Func<T, bool> holds, TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(look))] string looked = "", [CallerArgumentExpression(nameof(holds))] string wanted = "") =>
        Holds(() => Task.FromResult(look()), holds, limit, looked, wanted);

    /// <summary>Looks again and again; returns the first value for which the condition holds.</summary>
    /// <param name="look">Asked at once and then every 10 ms; never two at a time.</param>
    /// <param name="limit">Default: a minute.</param>
    /// <exception cref="XunitException">None comes within the limit.</exception>
    [OverloadResolutionPriority(1)]
    public static async Task<T> Holds<T>(
        Func<Task<T>> look, Func<T, bool> holds, TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(look))] string looked = "", [CallerArgumentExpression(nameof(holds))] string wanted = "")
    {
        var within = limit ?? Limit;
        using var over = new CancellationTokenSource(within);
        using var tick = new PeriodicTimer(BetweenLooks);
        var last = "nothing: the first look did not end";
        try
        {
            while (true)
            {
                var value = await look().WaitAsync(over.Token);
                if (holds(value)) return value;
                last = value?.ToString() ?? "null";
                await tick.WaitForNextTickAsync(over.Token);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            throw new XunitException($"{looked} was to be {wanted} within {within.TotalSeconds:0.#} s; the last value was {last}.");
        }
    }
}
