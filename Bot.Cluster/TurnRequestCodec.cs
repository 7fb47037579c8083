using Bot.Engine.Abstractions;
using Bot.Engine.Serialization;

namespace Bot.Cluster;

/// <summary>A request as it crosses from host to host: the engine's own JSON, so that hosts of two builds understand each other.</summary>
[GenerateSerializer]
[Alias("bot.turn.request")]
internal struct WiredRequest
{
    /// <summary>See <see cref="TurnRequestJson"/>.</summary>
    [Id(0)]
    public byte[] Json;
}

/// <summary>Makes the one of the other. On the same host nothing is made: a request never changes.</summary>
[RegisterConverter]
internal sealed class TurnRequestConverter : IConverter<TurnRequest, WiredRequest>
{
    public TurnRequest ConvertFromSurrogate(in WiredRequest surrogate) => TurnRequestJson.Read(surrogate.Json);

    public WiredRequest ConvertToSurrogate(in TurnRequest value) => new() { Json = TurnRequestJson.Write(value) };
}
