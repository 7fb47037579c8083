using Microsoft.AspNetCore.Routing;

namespace Bot.Sandbox.Areas;

/// <summary>One partner or channel, played: it keeps what is its own, and answers under its folder.</summary>
internal interface ISandboxArea
{
    /// <param name="folder"><c>/sandbox/{name}</c>, with the area's faults in front.</param>
    void Map(RouteGroupBuilder folder);
}
