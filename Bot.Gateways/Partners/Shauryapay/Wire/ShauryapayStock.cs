namespace Bot.Gateways.Partners.Shauryapay.Wire;

/// <summary>An agent's unused tags: POST <c>/get_my_available_barcode</c>.</summary>
internal static class ShauryapayStock
{
    public static Task<ShauryapayAnswer> AskAsync(ShauryapayClient client, string agentId, CancellationToken cancel) =>
        client.PostAsync("get_my_available_barcode", cancel, ("agent_id", agentId));

    /// <summary>Barcodes of rows that are not marked as used, in the partner's order.</summary>
    public static IEnumerable<string> Unused(ShauryapayAnswer.Ok answer) =>
        answer.Rows.Where(row => !row.Flag("is_used")).Select(row => row.Text("barcode")).Where(barcode => barcode.Length > 0).Distinct();

    /// <summary>Scanners and the partner write a barcode with and without hyphens.</summary>
    public static bool Same(string one, string other) => Digits(one) == Digits(other) && Digits(one).Length > 0;

    private static string Digits(string barcode) => new([.. barcode.Where(char.IsAsciiDigit)]);
}
