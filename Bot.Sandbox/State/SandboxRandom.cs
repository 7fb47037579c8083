namespace Bot.Sandbox.State;

/// <summary>Chance that comes out the same for the same seed: ids and codes of the sandbox. Used under the sandbox's lock only.</summary>
internal sealed class SandboxRandom(int seed)
{
    private readonly Random _random = new(seed);

    public string Digits(int count) => new([.. Enumerable.Range(0, count).Select(_ => (char)('0' + _random.Next(10)))]);

    public string Letters(int count) => new(_random.GetItems<char>("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", count));

    public string Uuid()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    /// <summary>True in a share of the cases, 0 to 1.</summary>
    public bool Happens(double share) => _random.NextDouble() < share;
}
