namespace Bot.Sandbox.State;

/// <summary>What people's phones have received, over all channels.</summary>
internal sealed class SandboxPhones(SandboxState state)
{
    private const int MostKept = 50_000;

    private readonly List<SandboxSent> _messages = [];
    private readonly List<(Func<SandboxSent, bool> Matches, TaskCompletionSource<SandboxSent> Found)> _waiting = [];
    private long _number;

    /// <summary>A message was taken. Raised under the sandbox's lock.</summary>
    public event Action<SandboxSent>? MessageTaken;

    /// <param name="providerId">Makes the channel's kind of id.</param>
    public SandboxSent Take(SandboxSent message, Func<SandboxRandom, string> providerId)
    {
        lock (state.Gate)
        {
            if (_messages.Count >= MostKept) _messages.RemoveRange(0, MostKept / 2);
            var taken = message with { Number = ++_number, ProviderId = providerId(state.Chance), At = state.Clock.GetUtcNow() };
            _messages.Add(taken);

            if (taken.Reference.Length > 0) state.Ledger.Enter("send", taken.Reference);
            foreach (var parameter in taken.Parameters.Where(parameter => parameter.Length is >= 4 and <= 8 && parameter.All(char.IsAsciiDigit)))
                state.Codes.Reached(taken.To, parameter);
            Tell(taken);
            MessageTaken?.Invoke(taken);
            return taken;
        }
    }

    public IReadOnlyList<SandboxSent> All()
    {
        lock (state.Gate) return [.. _messages];
    }

    /// <summary>Those to one address (to all when it is empty) after a number.</summary>
    public IReadOnlyList<SandboxSent> To(string address, long after)
    {
        lock (state.Gate) return [.. _messages.Where(message => message.Number > after && (address.Length == 0 || Same(message.To, address)))];
    }

    public async Task<SandboxSent> WhenSentAsync(Func<SandboxSent, bool> matches, CancellationToken cancel)
    {
        var found = new TaskCompletionSource<SandboxSent>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (state.Gate)
        {
            if (_messages.FirstOrDefault(matches) is { } there) return there;
            _waiting.Add((matches, found));
        }

        try
        {
            return await found.Task.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            lock (state.Gate) _waiting.RemoveAll(waiting => waiting.Found == found);
        }
    }

    private void Tell(SandboxSent message)
    {
        foreach (var (matches, found) in _waiting)
            if (matches(message))
                found.TrySetResult(message);
    }

    private static bool Same(string one, string other) =>
        one == other || (one.Length >= 10 && other.Length >= 10 && SandboxCodes.TenDigits(one) == SandboxCodes.TenDigits(other));
}
