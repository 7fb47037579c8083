using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Tests.Gateways.Support;

internal static class ShauryapayClients
{
    /// <summary>The real client to a partner on loopback.</summary>
    public static ShauryapayClient To(string address, TimeSpan? patience = null, string subscriptionKey = "") =>
        new(new(address, "", "SHSK", subscriptionKey) { Timeout = patience ?? TimeSpan.FromSeconds(20) });
}
