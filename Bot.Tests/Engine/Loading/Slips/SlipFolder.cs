using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Checks;
using Bot.Gateways.Operations;
using Bot.Templates.Checks;
using Bot.Templates.Loading;
using Bot.Templates.Requests;
using Bot.Tests.Support;
using Microsoft.Extensions.Options;

namespace Bot.Tests.Engine.Loading.Slips;

/// <summary>A folder of flows whose files are changed one at a time, and everything that is found in it.</summary>
internal sealed class SlipFolder : IDisposable
{
    private static readonly IOptions<HttpOperationOptions> Options = Microsoft.Extensions.Options.Options.Create(new HttpOperationOptions
    {
        AllowedHosts = ["api.shop.example", "hooks.shop.example", "api.workshop.example", "hooks.crm.example"],
        Secrets = new Dictionary<string, string>(StringComparer.Ordinal) { ["FLOW_SHOP_KEY"] = "k", ["FLOW_WORKSHOP_KEY"] = "k" },
    });

    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyList<OperationContract> _operations;
    private readonly SharedUse _shared;
    private readonly InputTypes _types;

    /// <param name="from">The folder that is copied.</param>
    /// <param name="operations">What its flows may call besides what its own files declare.</param>
    /// <param name="shared">What the engine asks of the shared messages files.</param>
    /// <param name="types">Default: those of the engine and its products.</param>
    public SlipFolder(string from, IEnumerable<OperationContract> operations, SharedUse? shared = null, InputTypes? types = null)
    {
        _types = types ?? KnownInputTypes.All;
        _operations = [.. operations];
        _shared = shared ?? new([], []);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder.Path, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Names of the YAML files in it.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(_folder.Path, "*.yaml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>Names that stand in no file: types and operations of the program.</summary>
    public IEnumerable<string> Names => KnownInputTypes.Everything.Select(type => type.Name).Concat(_operations.Select(operation => operation.Name));

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text) => File.WriteAllText(PathOf(file), text);

    /// <summary>Everything that is wrong, with the files' names as they are within the folder.</summary>
    public List<Issue> Found() => [.. All().Select(Within)];

    /// <summary>What is told of it where a file cannot be read, and how much is held back.</summary>
    public (List<Issue> Told, int HeldBack) Told()
    {
        var (told, heldBack) = FollowOns.Part(All());
        return ([.. told.Select(Within)], heldBack);
    }

    private List<Issue> All()
    {
        var (catalogue, issues) = MessageCatalogue.Load(_folder.Path);
        var declarations = new HttpDeclarations(_folder.Path, new RequestTemplates(), _operations, Options);
        var contracts = _operations.Concat(declarations.All.Select(declaration => declaration.Contract));
        var (flows, faults) = FlowLoader.LoadFolder(_folder.Path, contracts, _types);
        IEnumerable<Issue> all =
        [
            .. issues, .. declarations.Review(flows, _types), .. faults, .. FlowChecks.Run(flows, "menu"),
            .. new PromiseReview().Review(flows, _types), .. MessageChecks.Run(new(catalogue, [.. flows.Select(FlowUses.Of)], _shared)),
        ];
        return [.. all];
    }

    private Issue Within(Issue issue) => issue with { File = Path.GetRelativePath(_folder.Path, issue.File).Replace('\\', '/') };

    public void Dispose() => _folder.Dispose();

    private string PathOf(string file) => Path.Combine(_folder.Path, file);
}
