using Bot.Sandbox.Phones;
using Bot.Sandbox.State;
using Microsoft.AspNetCore.Http;

namespace Bot.Sandbox.Areas;

/// <summary>An area as the sandbox lists it.</summary>
/// <param name="Name">Its folder under <c>/sandbox</c>, and its name where it misbehaves: <c>meta</c>, as its gateway has it.</param>
/// <param name="In">Makes the area of one sandbox.</param>
internal sealed record AreaDefinition(string Name, Func<SandboxState, ISandboxArea> In)
{
    /// <summary>How it says no, told what to say. Null (the default) where it cannot be told to misbehave.</summary>
    public Func<string, IResult>? Refuse { get; init; }

    /// <summary>A phone on this channel, signing as the channel's options ask for. Null (the default) for what is no channel.</summary>
    public Func<IServiceProvider, SimulatedPhone>? Phone { get; init; }
}
