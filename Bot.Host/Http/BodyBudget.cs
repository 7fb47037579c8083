namespace Bot.Host.Http;

/// <summary>The memory that all bodies under way may take together. Bodies of <see cref="RequestBody.Small"/> bytes and less are not counted.</summary>
/// <param name="limit">Bytes.</param>
internal sealed class BodyBudget(long limit = BodyBudget.Usual)
{
    /// <summary>Bytes: 64 MB, a sixth of the heap of a container of 512 MB.</summary>
    public const long Usual = 64L * 1024 * 1024;

    private long _taken;

    /// <summary>Bytes that bodies under way take now.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <returns>False when the budget does not have them; nothing is taken then.</returns>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit) return true;

        Return(bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref _taken, -bytes);
}
