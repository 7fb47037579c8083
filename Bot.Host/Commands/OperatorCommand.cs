using System.Collections.Immutable;
using System.CommandLine;
using Bot.Host.Access;
using Bot.Host.Desk.Operators;
using Bot.Host.Settings;
using Bot.Storage.Abstractions;

namespace Bot.Host.Commands;

/// <summary><c>operator</c>: who may use the desk.</summary>
internal sealed class OperatorCommand : Command
{
    private const string Help = """
        Look after those who use the desk at /desk. Roles: watch (sees the inbox and conversations), answer (takes over, answers, hands back), manage (operators,
        audit log and all of that), privacy (a person's data). Every act stands in the audit log.
        A password is made and shown once; with --password-stdin it is the first line of the standard input, of 12 characters or more.
        The host may run meanwhile, but for LiteDB, whose file one process has at a time: there add the first operator before the start.

        Examples:
          Bot.Host operator add asha --role answer
          Bot.Host operator password asha
          Bot.Host operator disable asha
          Bot.Host operator list
        """;

    public OperatorCommand(Func<IConfiguration> configuration, TextReader input)
        : base("operator", Help)
    {
        var name = new Argument<string>("name") { Description = "2 to 32 small letters, digits, dots and hyphens." };
        var roles = new Option<string[]>("--role") { Description = "watch, answer, manage or privacy; may be given more than once.", Required = true, AllowMultipleArgumentsPerToken = true };
        roles.AcceptOnlyFromAmong([.. OperatorRoles.All]);
        var fromInput = new Option<bool>("--password-stdin") { Description = "Take the password from the standard input." };
        Add(Part("add", "Add an operator.", [name, roles, fromInput], (parsed, desk) =>
            desk.AddAsync(parsed.GetRequiredValue(name), [.. parsed.GetRequiredValue(roles).Distinct()], parsed.GetValue(fromInput) ? input : null)));
        Add(Part("password", "Give an operator a new password; ends a lock-out and all sessions.", [name, fromInput], (parsed, desk) =>
            desk.PasswordAsync(parsed.GetRequiredValue(name), parsed.GetValue(fromInput) ? input : null)));
        Add(Part("disable", "Let an operator in no more; ends all sessions.", [name], (parsed, desk) => desk.DisableAsync(parsed.GetRequiredValue(name), true)));
        Add(Part("enable", "Let a disabled operator in again.", [name], (parsed, desk) => desk.DisableAsync(parsed.GetRequiredValue(name), false)));
        Add(Part("list", "List the operators.", [], (_, desk) => desk.ListAsync()));

        Command Part(string word, string help, IReadOnlyList<Symbol> symbols, Func<ParseResult, Session, Task<int>> run)
        {
            var part = new Command(word, help);
            foreach (var symbol in symbols)
            {
                if (symbol is Argument argument) part.Add(argument);
                else part.Add((Option)symbol);
            }

            part.SetAction(async (parsed, cancel) =>
            {
                await using var store = await OpenStore.Of(configuration());
                using var session = new Session(store, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel);
                return await run(parsed, session);
            });
            return part;
        }
    }

    /// <summary>A command that runs.</summary>
    private sealed class Session(IStore store, TextWriter output, TextWriter error, CancellationToken cancel) : IDisposable
    {
        private readonly OperatorRepository _operators = new(store, store, TimeProvider.System);
        private readonly AuditTrail _audit = new(store, store, TimeProvider.System);

        public void Dispose() => _audit.Dispose();

        public async Task<int> AddAsync(string name, ImmutableArray<string> roles, TextReader? input)
        {
            if (!Operator.IsName(name)) return await RefuseAsync("A name has 2 to 32 small letters, digits, dots and hyphens, and begins with a letter or digit.");
            if (await PasswordAsync(input) is not { } password) return ExitCodes.CannotRun;

            await _audit.WriteAsync(CommandAudit.Account, "operator.add", name, string.Join(' ', roles), cancel);
            if (!await _operators.AddAsync(name, password, roles, cancel)) return await RefuseAsync($"There is an operator {name} already.");

            await TellAsync($"{name} may {string.Join(", ", roles)}.", input is null ? password : null);
            return ExitCodes.Ok;
        }

        public async Task<int> PasswordAsync(string name, TextReader? input)
        {
            if (await PasswordAsync(input) is not { } password) return ExitCodes.CannotRun;

            await _audit.WriteAsync(CommandAudit.Account, "operator.password", name, "", cancel);
            if (await _operators.SetPasswordAsync(name, password, cancel) is null) return await RefuseAsync($"There is no operator {name}.");

            await TellAsync($"{name} has a new password.", input is null ? password : null);
            return ExitCodes.Ok;
        }

        public async Task<int> DisableAsync(string name, bool disabled)
        {
            await _audit.WriteAsync(CommandAudit.Account, disabled ? "operator.disable" : "operator.enable", name, "", cancel);
            if (await _operators.DisableAsync(name, disabled, cancel) is null) return await RefuseAsync($"There is no operator {name}.");

            await output.WriteLineAsync(disabled ? $"{name} is let in no more." : $"{name} is let in again.");
            return ExitCodes.Ok;
        }

        public async Task<int> ListAsync()
        {
            var all = await _operators.ListAsync(cancel);
            foreach (var one in all)
                await output.WriteLineAsync($"{one.Name,-24} {string.Join(' ', one.Roles),-30} {(one.Disabled ? "disabled" : $"{one.SignedInAt?.ToString("yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "never here"}")}");
            if (all.Count == 0) await output.WriteLineAsync("There are no operators; add one with `operator add NAME --role manage`.");
            return ExitCodes.Ok;
        }

        /// <summary>The password that is given, or a new one; null for one that is too short.</summary>
        private async Task<string?> PasswordAsync(TextReader? input)
        {
            if (input is null) return OperatorRepository.NewPassword();

            var given = await input.ReadLineAsync(cancel) ?? "";
            if (given.Length >= OperatorRepository.ShortestPassword) return given;

            await RefuseAsync($"A password has {OperatorRepository.ShortestPassword} characters or more.");
            return null;
        }

        private async Task TellAsync(string sentence, string? password)
        {
            await output.WriteLineAsync(sentence);
            if (password is not null) await output.WriteLineAsync($"The password, shown this once: {password}");
        }

        private async Task<int> RefuseAsync(string sentence)
        {
            await error.WriteLineAsync(sentence);
            return ExitCodes.CannotRun;
        }
    }
}
