using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Bot.Engine.Abstractions;
using Npgsql;

namespace Bot.Storage.Postgres;

/// <summary>PostgreSQL's own programs for copying a database whole: <c>pg_dump</c> and <c>pg_restore</c>, of the server's version or a later one.</summary>
/// <remarks>What they are told of the server goes by environment, as libpq reads it: a command line is seen by every user of the machine.</remarks>
internal sealed class PostgresTools(PostgresConnection connection)
{
    /// <summary>Where Debian keeps those of every version it has installed.</summary>
    private const string DebianPrograms = "/usr/lib/postgresql";

    private readonly NpgsqlConnectionStringBuilder _server = new(connection.ConnectionString);

    /// <exception cref="StoreUnavailableException">The program is missing or refuses.</exception>
    public Task DumpAsync(string target, CancellationToken cancel) =>
        RunAsync("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", $"--file={target}"], cancel);

    /// <summary>In one transaction: the database is filled or stays as it was.</summary>
    /// <exception cref="StoreUnavailableException">The program is missing or refuses.</exception>
    public Task RestoreAsync(string source, CancellationToken cancel) =>
        RunAsync("pg_restore", ["--single-transaction", "--no-owner", "--no-privileges", $"--dbname={_server.Database}", source], cancel);

    /// <summary>Whether the schema that the tables would be made in has none.</summary>
    /// <exception cref="StoreUnavailableException">The server does not answer.</exception>
    public async Task<bool> IsEmptyAsync(CancellationToken cancel)
    {
        try
        {
            var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Pooling = false }.ToString());
            await using var scope = open.ConfigureAwait(false);
            await open.OpenAsync(cancel).ConfigureAwait(false);
            var command = new NpgsqlCommand("select not exists (select 1 from pg_tables where schemaname = current_schema())", open);
            await using var commandScope = command.ConfigureAwait(false);
            return (bool)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!;
        }
        catch (NpgsqlException fault)
        {
            throw new StoreUnavailableException($"PostgreSQL at {connection.Name} cannot be used: {fault.Message}", fault);
        }
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(PathOf(program), arguments) { RedirectStandardError = true };
        foreach (var (name, value) in Environment()) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(cancel).ConfigureAwait(false);
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            if (process.ExitCode != 0) throw new StoreUnavailableException($"{program} at {connection.Name}: {said.Trim()}");
        }
        catch (Win32Exception missing)
        {
            throw new StoreUnavailableException($"{program} is not here: install PostgreSQL's client programs (Debian: postgresql-client).", missing);
        }
    }

    /// <summary>https://www.postgresql.org/docs/current/libpq-envars.html</summary>
    private IEnumerable<KeyValuePair<string, string?>> Environment()
    {
        yield return new("PGHOST", _server.Host);
        yield return new("PGPORT", _server.Port.ToString(CultureInfo.InvariantCulture));
        yield return new("PGUSER", _server.Username);
        yield return new("PGDATABASE", _server.Database);
        if (_server.Password is { Length: > 0 } password) yield return new("PGPASSWORD", password);
        yield return new("PGSSLMODE", PostgresConnection.SslWord(_server.SslMode));
        if (_server.RootCertificate is { Length: > 0 } root) yield return new("PGSSLROOTCERT", root);
        if (_server.SslCertificate is { Length: > 0 } certificate) yield return new("PGSSLCERT", certificate);
        if (_server.SslKey is { Length: > 0 } key) yield return new("PGSSLKEY", key);
        if (_server.Options is { Length: > 0 } options) yield return new("PGOPTIONS", options);
    }

    /// <summary>The newest that Debian keeps, for its wrapper may choose an older one; else the one on the path.</summary>
    private static string PathOf(string program) => Directory.Exists(DebianPrograms)
        ? Directory.EnumerateDirectories(DebianPrograms)
            .Where(version => int.TryParse(Path.GetFileName(version), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderByDescending(version => int.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
            .Select(version => Path.Combine(version, "bin", program))
            .FirstOrDefault(File.Exists) ?? program
        : program;
}
