using Spectre.Console;

namespace Bot.Host.Commands;

/// <summary>Work that takes a while: a terminal sees how far it is, anything else gets the lines alone.</summary>
internal sealed class LongWork(TextWriter output)
{
    private bool Terminal => ReferenceEquals(output, System.Console.Out) && !System.Console.IsOutputRedirected;

    /// <summary>Work in steps of equal weight.</summary>
    /// <param name="work">Told what to call with each line, and after each step.</param>
    public async Task<T> RunAsync<T>(string title, int steps, Func<Func<string, Task>, Action, Task<T>> work)
    {
        if (!Terminal) return await work(output.WriteLineAsync, () => { });

        return await AnsiConsole.Progress().AutoClear(true).StartAsync(progress =>
        {
            var task = progress.AddTask(Markup.Escape(title), maxValue: steps);
            return work(LineAsync, () => task.Increment(1));
        });
    }

    /// <summary>Work that does not tell how far it is.</summary>
    public async Task<T> RunAsync<T>(string title, Func<Task<T>> work) =>
        Terminal ? await AnsiConsole.Status().StartAsync(Markup.Escape(title), _ => work()) : await work();

    private static Task LineAsync(string line)
    {
        AnsiConsole.WriteLine(line);
        return Task.CompletedTask;
    }
}
