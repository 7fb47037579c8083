using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Inputs;
using Bot.Engine.Loading;
using Bot.Engine.Loading.Yaml;
using Microsoft.Extensions.Options;

namespace Bot.Gateways.Operations;

/// <summary>Every operation that a folder of flows declares, and what is wrong with them: <c>operations.yaml</c> of the folder and of each flow.</summary>
internal sealed class HttpDeclarations : IFlowReview
{
    private readonly List<Issue> _issues = [];
    private readonly HttpOperationOptions _options;

    public HttpDeclarations(string folder, IRequestTemplates templates, IEnumerable<OperationContract> types, IOptions<HttpOperationOptions> options)
    {
        _options = options.Value;
        var known = types.Select(contract => contract.Name).ToHashSet(StringComparer.Ordinal);
        var reader = new HttpOperationReader(templates, _issues);
        var all = new List<HttpDeclaration>();
        foreach (var file in FilesIn(folder))
        {
            foreach (var declaration in reader.Read(file, FileText.Read(file, file, _issues)))
            {
                if (known.Add(declaration.Name)) all.Add(declaration);
                else Report(declaration.At, $"there is an operation '{declaration.Name}' already", "give this one another name");
            }
        }

        All = all;
        foreach (var declaration in all) Judge(declaration);
    }

    public IReadOnlyList<HttpDeclaration> All { get; }

    public IEnumerable<Issue> Review(IReadOnlyList<Flow> flows, InputTypes types) => [.. _issues, .. ExampleRows.Review(flows, All), .. Uncalled(flows)];

    /// <summary>What is left over, or is called by another name than is meant. A folder without flows calls nothing.</summary>
    private IEnumerable<Issue> Uncalled(IReadOnlyList<Flow> flows)
    {
        if (flows.Count == 0) return [];

        var called = flows.SelectMany(flow => flow.States).OfType<CallState>().Select(call => call.Contract.Name)
            .Concat(flows.SelectMany(flow => flow.Results).Select(table => table.Tell)).ToHashSet(StringComparer.Ordinal);
        return All.Where(operation => !called.Contains(operation.Name)).Select(operation => new Issue(operation.At.File, operation.At.Line, operation.At.Column,
            $"the operation '{operation.Name}' is called by no flow", $"write call: {operation.Name} in a state, or remove it", Warning: true));
    }

    private static IEnumerable<string> FilesIn(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Prepend(folder).Select(place => Path.Combine(place, FlowFileNames.Operations))
            .Where(File.Exists)
        : [];

    /// <summary>Whether this installation may and can make the call. In Development what is missing is played, so that it is only a warning.</summary>
    private void Judge(HttpDeclaration declaration)
    {
        foreach (var form in new[] { declaration.Request, declaration.Consequence?.Find }.OfType<HttpRequestForm>())
        {
            var allowed = _options.Allows(form.Host);
            if (!allowed) Report(form.At, $"the host '{form.Host}' is not allowed", $"set HTTP_ALLOWED_HOSTS={form.Host}{(_options.IsDevelopment ? "; until then the sandbox answers in its place" : "")}", _options.IsDevelopment);
            if (!form.IsSecure && !_options.IsDevelopment) Report(form.At, $"'{declaration.Name}' is plain http, which can be read on the way", "write https");
            foreach (var (secret, at) in form.Secrets.Where(secret => !_options.Secrets.ContainsKey(secret.Name)))
                Report(at, $"the secret '{secret}' is not set", $"set {secret} in the environment or in .env", _options.IsDevelopment && !allowed);
        }
    }

    private void Report(SourceLocation at, string problem, string instead, bool warning = false) =>
        _issues.Add(new(at.File, at.Line, at.Column, problem, instead, warning));
}
