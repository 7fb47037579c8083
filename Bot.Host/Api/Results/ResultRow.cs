using System.Globalization;
using Bot.Engine.Conversations;
using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Results;

/// <summary>What an exported row has besides its answers.</summary>
internal static class ResultRow
{
    public static IReadOnlyList<string> Columns { get; } = ["row_id", "kept_at", "flow", "flow_version", "session_id", "channel", "mobile_number", "language"];

    public static IReadOnlyList<string> Of(KeptResult row, bool whole) =>
    [
        row.Id, row.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), row.Flow, row.FlowVersion[..12], row.Session, row.Channel,
        ViewFields.Personal(row.Address, whole), row.Language,
    ];
}
