using System.Text.Json.Nodes;
using Bot.Engine.Conversations;
using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Results;

/// <summary>A table as it is listed.</summary>
/// <param name="KeptFor">Days that a row is kept; null for ever.</param>
internal sealed record ResultTableView(string Table, string Flow, IReadOnlyList<string> Slots, int? KeptFor);

/// <summary>A row of answers.</summary>
/// <param name="FlowVersion">Names the content of the flow's file.</param>
/// <param name="MobileNumber">The person's address on the channel.</param>
/// <param name="Answers">By slot; a photo is a link that needs the key.</param>
internal sealed record ResultView(string RowId, string Table, string Flow, string FlowVersion, string SessionId, string Channel, string MobileNumber,
    string Language, DateTimeOffset KeptAt, JsonObject Answers) : IRecordView
{
    private const int VersionLength = 12;

    string IRecordView.RecordId => RowId;

    public static ResultView Of(KeptResult row, ResultValues values, bool whole) => new(
        row.Id, row.Table, row.Flow, row.FlowVersion[..VersionLength], row.Session, row.Channel, ViewFields.Personal(row.Address, whole), row.Language, row.At,
        values.Of(row));
}
