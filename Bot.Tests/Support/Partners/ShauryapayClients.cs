using Bot.Gateways.Partners.Shauryapay;

namespace Bot.Tests.Support.Partners;

internal static class ShauryapayClients
{
    /// <summary>The real client to a partner on loopback.</summary>
    public static ShauryapayClient To(string address, TimeSpan? patience = null, string subscriptionKey = "") =>
        new(new(address, "", "SHSK", subscriptionKey) { Timeout = patience ?? TimeSpan.FromSeconds(20) });
}
