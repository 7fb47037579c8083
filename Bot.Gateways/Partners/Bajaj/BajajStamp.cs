using System.Globalization;
using Bot.Engine.Inputs;

namespace Bot.Gateways.Partners.Bajaj;

/// <summary>What every request says of itself.</summary>
/// <param name="RequestId">16 letters and digits, new for each request.</param>
/// <param name="Channel">See <see cref="BajajOptions.Channel"/>.</param>
/// <param name="AgentId">See <see cref="BajajOptions.AgentId"/>.</param>
/// <param name="ReqDateTime">Indian time: <c>2026-01-15 12:00:00.000</c>.</param>
internal sealed record BajajStamp(string RequestId, string Channel, string AgentId, string ReqDateTime)
{
    public static BajajStamp Of(BajajOptions options, string requestId, DateTimeOffset at) =>
        new(requestId, options.Channel, options.AgentId, at.ToOffset(IndianDate.Offset).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));
}
