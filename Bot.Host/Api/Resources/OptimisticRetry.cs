namespace Bot.Host.Api.Resources;

/// <summary>Several callers change one record: whoever comes late reads again and decides anew.</summary>
internal static class OptimisticRetry
{
    private const int Limit = 50;

    /// <param name="attempt">Null when somebody else was faster.</param>
    public static async Task<ResourceAnswer> RunAsync(Func<Task<ResourceAnswer?>> attempt)
    {
        for (var tries = 0; tries < Limit; tries++)
            if (await attempt() is { } answer)
                return answer;
        return ResourceAnswer.Conflict("Too many callers change this at once; try again.");
    }
}
