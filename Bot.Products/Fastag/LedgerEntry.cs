using System.Globalization;

namespace Bot.Products.Fastag;

/// <summary>Money that went onto a tag. Never changed once written; a tag's balance is the sum of its entries.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Kind"><c>recharge</c>.</param>
/// <param name="Amount">Rupees, two decimals at most.</param>
/// <param name="BalanceAfter">Rupees.</param>
/// <param name="Reference">The caller's own words for it, or empty.</param>
/// <param name="By">Name of the API key.</param>
public sealed record LedgerEntry(string Barcode, int Number, string Kind, decimal Amount, decimal BalanceAfter, string Reference, string By, DateTimeOffset At)
{
    /// <summary>In the order of their numbers, also as text.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Barcode}/{Number:D8}");
}
