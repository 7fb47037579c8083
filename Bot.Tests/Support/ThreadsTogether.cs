namespace Bot.Tests.Support;

/// <summary>Threads of their own that begin at the same moment, so that they do meet.</summary>
internal static class ThreadsTogether
{
    /// <param name="work">Gets the thread's number, from 0.</param>
    public static void Run(int count, Action<int> work)
    {
        using var ready = new Barrier(count);
        var threads = Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            ready.SignalAndWait();
            work(number);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }
}
