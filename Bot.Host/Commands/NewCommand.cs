using System.CommandLine;
using Bot.Engine.Loading;
using Bot.Host.Settings;
using Bot.Host.Wiring;
using Bot.Templates.Loading;

namespace Bot.Host.Commands;

/// <summary><c>new</c>: begins a flow that runs at once, to be changed into what is wanted.</summary>
internal sealed class NewCommand : Command
{
    private const string Help = """
        Make the folder of a new flow: flow.yaml, its messages in every language of the shared messages files or in those named, and a scripted conversation.

        Examples:
          Bot.Host new tyre-check
          Bot.Host new tyre-check --languages en,hi
          Bot.Host new tyre-check --folder ../other/flows
        """;

    private readonly Argument<string> _flow = new("flow") { Description = "Its name: lower-case letters, digits and -." };
    private readonly Option<string?> _languages = new("--languages") { Description = "Those it is written in, with commas (default: all that there are)." };
    private readonly Option<DirectoryInfo?> _folder = new("--folder") { Description = "The flows folder (default: ./flows)." };

    public NewCommand()
        : base("new", Help)
    {
        Add(_flow);
        Add(_languages);
        Add(_folder);
        SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(_flow), parsed.GetValue(_languages),
            parsed.GetValue(_folder)?.FullName ?? FlowTools.Folder, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
    }

    private static async Task<int> RunAsync(string flow, string? languages, string folder, TextWriter output, TextWriter error)
    {
        var named = languages?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (FaultOf(flow, folder, named ?? []) is { } fault)
        {
            await error.WriteLineAsync(fault);
            return ExitCodes.CannotRun;
        }

        var files = BeginnersFlow.Files(flow, named ?? [.. FlowFileNames.LanguagesIn(folder)], isNamed: named is not null).ToList();
        var made = Directory.CreateDirectory(Path.Combine(folder, flow)).FullName;
        foreach (var (name, text) in files) await File.WriteAllTextAsync(Path.Combine(made, name), text);
        OwnerOnly.Share(made);

        var shown = Path.GetRelativePath(Directory.GetCurrentDirectory(), made);
        await output.WriteLineAsync($"""
            {shown} is there, and runs: *{BeginnersFlow.EntryOf(flow)}* opens it. To go on:
              Bot.Host check
              Bot.Host replay {shown}
              Bot.Host chat
            """);
        return ExitCodes.Ok;
    }

    private static string? FaultOf(string flow, string folder, string[] languages)
    {
        if (flow.Length == 0 || !char.IsAsciiLetterLower(flow[0]) || !flow.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '-'))
            return $"'{flow}' cannot be a flow's name: begin with a letter, and use lower-case letters, digits and -.";
        var known = FlowFileNames.LanguagesIn(folder);
        if (known.Count == 0) return $"{folder} is no folder of flows: it has no messages.<language>.yaml.";
        if (languages.Except(known).FirstOrDefault() is { } unknown)
            return $"There is no language '{unknown}': {folder} has messages.<language>.yaml for {string.Join(", ", known)}.";
        if (Path.Exists(Path.Combine(folder, flow))) return $"{Path.Combine(folder, flow)} is there already.";

        var words = new Vocabulary(MessageCatalogue.Load(folder).Catalogue);
        var entry = BeginnersFlow.EntryOf(flow);
        if (words.CommandOf(entry) is { } command) return $"'{entry}' would open it, and is a word for '{command}' already: choose another name.";
        return words.EntryOf(entry) is var (other, _) ? $"'{entry}' would open it, and opens {other} already: choose another name." : null;
    }
}
