using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Bench.Hosts;

namespace Bot.Bench.Ceilings;

/// <summary>PostgreSQL's own load generator on the same server: what it flushes a second with nothing of ours around it.</summary>
internal static partial class BareTransactions
{
    private const string Tables =
        """
        create table bare_sessions (conversation text not null primary key, version bigint not null, body bytea not null);
        insert into bare_sessions select 'meta:91' || n, 0, ''::bytea from generate_series(9000000000, 9000009999) n;
        create table bare_handled (conversation text not null, id text not null, at bigint not null, primary key (conversation, id));
        create table bare_outbox (id text not null primary key, conversation text not null, due_at bigint, payload bytea not null);
        create table bare_transcript (conversation text not null, version bigint not null, body bytea not null, primary key (conversation, version));
        create table bare_rows (id bigint generated always as identity primary key, body bytea not null);
        """;

    /// <summary>
    /// A turn's four rows in one transaction and one round trip, as many bytes as a turn writes, and none of its look-ups, indexes and checks.
    /// </summary>
    public const string Turn =
        """
        \set person random(9000000000, 9000009999)
        \set n random(1, 9000000000000000000)
        \startpipeline
        begin;
        update bare_sessions set version = version + 1, body = convert_to(repeat('x', 700), 'UTF8') where conversation = 'meta:91' || :person;
        insert into bare_handled values ('meta:91' || :person, 'wamid.' || :n, :n);
        insert into bare_outbox values ('s' || :n, 'meta:91' || :person, :n, convert_to(repeat('x', 300), 'UTF8'));
        insert into bare_transcript values ('meta:91' || :person, :n, convert_to(repeat('x', 300), 'UTF8'));
        end;
        \endpipeline
        """;

    /// <summary>One row of a turn's bytes.</summary>
    public const string Row = "insert into bare_rows (body) values (convert_to(repeat('x', 1600), 'UTF8'));";

    /// <returns>Transactions a second.</returns>
    public static async Task<double> RunAsync(string url, string folder, string script, TimeSpan measured)
    {
        var file = Path.Combine(folder, "bare.sql");
        await File.WriteAllTextAsync(file, script);
        var output = await AskAsync("pgbench", "--no-vacuum", "--protocol=prepared", "--client=64", "--jobs=2", string.Create(CultureInfo.InvariantCulture, $"--time={measured.TotalSeconds:0}"), $"--file={file}", url);
        return Rate().Match(output) is { Success: true } rate
            ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench says no rate: {output}");
    }

    public static Task PrepareAsync(PostgresCluster cluster, string database) => cluster.ExecuteAsync(database, Tables);

    private static async Task<string> AskAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(PostgresBinaries.Program(program), arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    [GeneratedRegex(@"^tps = ([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();
}
