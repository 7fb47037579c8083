using Bot.Engine.Inputs;
using Bot.Host.Api.Resources;
using Bot.Products.Fastag;

namespace Bot.Host.Api.Fastags;

/// <param name="FastagId">The same as the barcode.</param>
/// <param name="TagId">The chip's id, 24 hex digits; null for a barcode that a chip cannot hold.</param>
/// <param name="Reserved">A conversation has chosen it.</param>
/// <param name="Balance">Rupees: the sum of its transactions.</param>
internal sealed record FastagView(
    string FastagId, string Barcode, string? TagId, string Status, bool Reserved, string? AgentId, string? VehicleNumber, string? ReplacedBy, decimal Balance,
    DateTimeOffset? IssuedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<string> Warnings) : IRecordView
{
    string IRecordView.RecordId => FastagId;

    public static FastagView Of(Tag tag, bool reserved)
    {
        var tagId = Products.Fastag.Inputs.Barcode.TryParse(tag.Barcode, out var barcode) ? barcode.TagId : null;
        return new(
            tag.Barcode, tag.Barcode, tagId, TagLife.NameOf(tag.State), reserved, ViewFields.Reference(tag.AgentId),
            ViewFields.Reference(tag.VehicleNumber), ViewFields.Reference(tag.ReplacedBy), tag.Balance,
            tag.IssuedAt, tag.CreatedAt, tag.UpdatedAt, tagId is null ? ["This barcode cannot be encoded as a chip's tag id (key index up to 255, serial up to 1048575), so the two cannot be compared."] : []);
    }
}

/// <param name="Amount">Rupees.</param>
/// <param name="BalanceAfter">Rupees.</param>
internal sealed record TransactionView(string TransactionId, int Number, string Type, decimal Amount, decimal BalanceAfter, string Reference, string By,
    DateTimeOffset At)
{
    public static TransactionView Of(LedgerEntry entry) =>
        new(entry.Id, entry.Number, entry.Kind, entry.Amount, entry.BalanceAfter, entry.Reference, entry.By, entry.At);
}
