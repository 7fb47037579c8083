namespace Bot.Host.Api.Resources;

/// <summary>Retries a change of a record that another caller changed meanwhile: it is read again and decided anew.</summary>
internal static class OptimisticRetry
{
    private const int Limit = 50;

    /// <param name="attempt">Null when the record was changed meanwhile.</param>
    public static async Task<ResourceAnswer> RunAsync(Func<Task<ResourceAnswer?>> attempt)
    {
        for (var tries = 0; tries < Limit; tries++)
        {
            if (await attempt() is { } answer)
                return answer;
        }

        return ResourceAnswer.Conflict("Too many callers change this at once; try again.");
    }
}
