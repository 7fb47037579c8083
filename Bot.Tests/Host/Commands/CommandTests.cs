using Bot.Tests.Support;

namespace Bot.Tests.Host.Commands;

/// <summary>What tests of commands on a database have in common: the file, and what was printed.</summary>
public abstract class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private protected string Folder => _folder.Path;

    private protected StringWriter Output { get; } = new();

    private protected StringWriter Error { get; } = new();

    private protected string Database => Path.Combine(Folder, "bot.db");

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
