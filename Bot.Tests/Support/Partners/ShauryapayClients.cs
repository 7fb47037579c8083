using Bot.Gateways.Partners.Shauryapay.Wire;

namespace Bot.Tests.Support.Partners;

internal static class ShauryapayClients
{
    /// <summary>The real client to a partner on loopback.</summary>
    public static ShauryapayClient To(string address, TimeSpan? patience = null, string subscriptionKey = "") =>
        TestGateways.Shauryapay(new() { BaseUrl = address, SubscriptionKey = subscriptionKey, Timeout = patience ?? TimeSpan.FromSeconds(20) });
}
