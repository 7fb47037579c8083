using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;

namespace Bot.Products.OneTimeCodes;

/// <summary>Makes codes void that did not arrive, and those whose owner says that they were not asked for.</summary>
/// <param name="services">Those whose codes go out over a messaging channel.</param>
public sealed class WithdrawnCodes(IReadOnlyList<OneTimeCodeService> services) : IDeliveryListener
{
    /// <inheritdoc/>
    public async Task<bool> FailedAsync(FailedMessage message, CancellationToken cancel)
    {
        if (!message.Id.StartsWith(CodeMessages.RowPrefix, StringComparison.Ordinal)) return false;

        await WithdrawAsync(message.Address, message.Id[CodeMessages.RowPrefix.Length..], cancel).ConfigureAwait(false);
        return true;
    }

    /// <summary>The owner of a number asked for no code.</summary>
    /// <param name="address">The person's address on the channel; codes go to phone numbers alone.</param>
    public Task DisownAsync(string address, CancellationToken cancel) => WithdrawAsync(address, null, cancel);

    private async Task WithdrawAsync(string address, string? callId, CancellationToken cancel)
    {
        if (!IndianMobile.TryRead(address, out var mobile)) return;

        foreach (var service in services) await service.WithdrawAsync(mobile, callId, cancel).ConfigureAwait(false);
    }
}
