using Bot.Tests.Support;
using Microsoft.Playwright;

namespace Bot.Tests.Host.Console;

/// <summary>A page as a person uses it. What the browser complains about on the way is collected.</summary>
internal abstract class WatchedPage : IAsyncDisposable
{
    private readonly List<string> _complaints = [];
    private readonly string _name;

    protected WatchedPage(IPage page, string name)
    {
        (Page, _name) = (page, name);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") _complaints.Add(message.Text); };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts, refusals of the content security policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>A picture beside the results; those of the documents are made of them.</summary>
    public Task KeepPictureAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "artifacts")).FullName;
        return Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{_name}-{name}.png") });
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
