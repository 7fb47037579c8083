using System.CommandLine;
using System.Globalization;
using Bot.Host.Access;
using Bot.Host.Keys;
using Bot.Host.Settings;

namespace Bot.Host.Commands;

/// <summary><c>apikey</c>: makes, lists and revokes the API keys that are kept in the database, while hosts run.</summary>
internal sealed class ApiKeyCommand : Command
{
    private const string Help = """
        API keys that are kept in the database, by their hashes: made, listed and revoked while hosts run, each of which knows of it within seconds.
        A key is shown once, when it is made. Keys of API_KEYS go on as they are; they are not listed here.

        Examples:
          Bot.Host apikey add crm --scopes otp+leads
          Bot.Host apikey list
          Bot.Host apikey revoke crm
        """;

    public ApiKeyCommand(Func<IConfiguration> configuration)
        : base("apikey", Help)
    {
        var name = new Argument<string>("name") { Description = "The name of its caller." };
        var scopes = new Option<string>("--scopes") { Description = $"What it may do: some of {string.Join(", ", ApiKeySetting.KnownScopes)} with + between, or all.", Required = true };
        var add = new Command("add", "Make a key, and show it this once.") { name, scopes };
        add.SetAction((parsed, cancel) => RunAsync(
            configuration(), register => AddAsync(register, parsed.GetRequiredValue(name), parsed.GetRequiredValue(scopes), cancel), parsed, "key.add", name));
        var list = new Command("list", "List the keys: what each may do, since when, used last when.");
        list.SetAction((parsed, cancel) => RunAsync(configuration(), register => ListAsync(register, cancel), parsed));
        var revoke = new Command("revoke", "Take a key away: within seconds no host lets it in.") { name };
        revoke.SetAction((parsed, cancel) => RunAsync(
            configuration(), register => RevokeAsync(register, parsed.GetRequiredValue(name), cancel), parsed, "key.revoke", name));
        Add(add);
        Add(list);
        Add(revoke);
    }

    private static async Task<int> RunAsync(IConfiguration configuration, Func<ApiKeyRegister, Task<(bool Done, string Text)>> act, ParseResult parsed,
        string changes = "", Argument<string>? name = null)
    {
        SettingsCheck.ThrowIfFaulty(configuration);
        await using var store = await DatabaseOptions.Of(configuration).Address.CreateAsync(SealingOptions.SealerOf(configuration), TimeProvider.System);
        var register = new ApiKeyRegister(store, store, TimeProvider.System, [.. AccessOptions.Of(configuration).Keys.Select(key => key.Name)]);
        if (name is not null) await CommandAudit.WriteAsync(store, changes, ApiAudit.Shown(parsed.GetRequiredValue(name)), "", CancellationToken.None);
        var (done, text) = await act(register);
        await (done ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error).WriteLineAsync(text);
        return done ? ExitCodes.Ok : ExitCodes.CannotRun;
    }

    private static async Task<(bool Done, string Text)> AddAsync(ApiKeyRegister register, string name, string scopes, CancellationToken cancel)
    {
        var wanted = scopes.Split(['+', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (key, _, refusal) = await register.AddAsync(name, wanted, CommandAudit.Account, cancel);
        return key is null ? (false, refusal) : (true, $"{key}\nThis is the key of {name}. It is shown this once and kept nowhere; hosts let it in within seconds.");
    }

    private static async Task<(bool Done, string Text)> RevokeAsync(ApiKeyRegister register, string name, CancellationToken cancel) =>
        await register.RevokeAsync(name, CommandAudit.Account, cancel) is { } refusal ? (false, refusal) : (true, $"The key {name} is revoked.");

    private static async Task<(bool Done, string Text)> ListAsync(ApiKeyRegister register, CancellationToken cancel)
    {
        var lines = new List<string>();
        foreach (var key in await register.ListAsync(cancel))
        {
            var used = await register.LastUseAsync(key.Name, cancel) is { } at ? $"used {Moment(at)}" : "never used";
            var scopes = key.Scopes.Count > 0 ? string.Join('+', key.Scopes) : ApiKeyRegister.Everything;
            var state = key.RevokedAt is { } revoked ? $"revoked {Moment(revoked)} by {key.RevokedBy}" : used;
            lines.Add($"{key.Name,-20}  {scopes,-24}  made {Moment(key.CreatedAt)} by {key.CreatedBy}  {state}");
        }

        return (true, lines.Count > 0 ? string.Join('\n', lines) : "There are no keys in the database.");
    }

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
