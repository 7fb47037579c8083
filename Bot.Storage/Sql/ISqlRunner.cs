namespace Bot.Storage.Sql;

/// <summary>Runs shared statements on one database.</summary>
internal interface ISqlRunner
{
    Task<List<T>> QueryAsync<T>(SqlStep step, Func<SqlRow, T> read, CancellationToken cancel);

    /// <summary>All of them in one transaction.</summary>
    Task<List<int>> ExecuteAsync(IReadOnlyList<SqlStep> steps, CancellationToken cancel);
}
