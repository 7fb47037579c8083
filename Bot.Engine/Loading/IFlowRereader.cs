using Bot.Engine.Flows;

namespace Bot.Engine.Loading;

/// <summary>Reads another folder of flows as the installation reads its own: with the same operations, types, messages and settings. Asked where something is
/// wrong, to find out what follows from what.</summary>
/// <remarks>An implementer owes: no exception on any content of files, and that what it reads with asks no rereader itself.</remarks>
public interface IFlowRereader
{
    /// <summary>Everything that is found there.</summary>
    IReadOnlyList<Issue> Read(string folder);
}
