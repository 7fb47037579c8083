using Bot.Engine.Flows;

namespace Bot.Templates.Checks;

/// <summary>
/// One rule that the messages files must hold true. Pure. Listed in <see cref="MessageChecks"/>; its cases stand in a folder of its name beside the tests.
/// </summary>
public interface IMessageCheck
{
    /// <summary>The rule as a name.</summary>
    string Name { get; }

    /// <summary>Every breach, each at its place.</summary>
    IEnumerable<Issue> Find(MessagesInUse use);
}
