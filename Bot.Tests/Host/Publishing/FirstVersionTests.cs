using System.Text.Json;
using Bot.Host.Commands;
using Bot.Host.Publishing;
using Bot.Host.Wiring;
using Bot.Tests.Host.Observability;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Extensions.Logging;

namespace Bot.Tests.Host.Publishing;

/// <summary>What becomes of the files beside a host when it comes to run on versions.</summary>
public sealed class FirstVersionTests : IDisposable
{
    private const string Key = "office-key-0123456789abcdef";

    private readonly TemporaryFolder _folder = new();

    private string Flows => Path.Combine(_folder.Path, "flows");

    [Fact]
    public async Task Reading_makes_no_version_and_the_first_start_on_the_database_takes_the_files_of_that_moment()
    {
        Repository.CopyFlows(Flows);
        await using (var files = await StartAsync("files"))
        {
            var answer = await ListAsync(files.Address);
            answer.GetProperty("data").GetArrayLength().Should().Be(0);
            answer.GetProperty("message").GetString().Should().StartWith("There are no versions yet");
            ServeCommand.FlowsOf(files.Services).Should().Be(Flows);
            files.Services.GetServices<IBeforeStart>().Should().ContainItemsAssignableTo<VersionsBeside>();
        }

        Edit("# edited since");
        await using var host = await StartAsync("database");
        var register = host.Services.GetRequiredService<VersionRegister>();

        (await register.FilesAsync(1, default))!.Hash.Should().Be(FlowFiles.Read(Flows).Hash, "what was edited is what people hear");
        ServeCommand.FlowsOf(host.Services).Should().Be("version 1 in the database");

        (await FilesBeside.ToldAsync(register, Flows, 1, default)).Should().BeNull();
        Edit("# edited again");
        (await FilesBeside.ToldAsync(register, Flows, 1, default)).Should()
            .Be($"Version 1 of the flows is live; the files in {Flows} are of no version: flows import makes one of them, publish puts it into use");
        var lines = new LogLines();
        using (var logs = new SerilogLoggerFactory(lines.Logger(), dispose: true))
            await new VersionsBeside(register, host.Services.GetRequiredService<IConfiguration>(), logs.CreateLogger<VersionsBeside>()).OpenAsync(default);
        lines.Text.Should().Contain("Version 1 of the flows is live").And.Contain("FLOWS_FROM is files, so this host runs the files");
        await register.AddAsync(FlowFiles.Read(Flows), "test", "", default);
        (await FilesBeside.ToldAsync(register, Flows, 1, default)).Should().Be($"Version 1 of the flows is live; the files in {Flows} are those of version 2");
        (await FilesBeside.ToldAsync(register, Path.Combine(_folder.Path, "nowhere"), 1, default)).Should().BeNull();
    }

    public void Dispose() => _folder.Dispose();

    private void Edit(string line) => File.AppendAllText(Path.Combine(Flows, "menu", "messages.en.yaml"), $"\n{line}\n");

    private Task<HostInProcess> StartAsync(string from) => HostInProcess.StartAsync(_folder.Path, Flows, new BotHostOptions
    {
        Settings = new Dictionary<string, string> { ["FLOWS_FROM"] = from, ["API_KEYS"] = $"office:{Key}:flows" },
    }.AllSettings(_folder.Path));

    private static async Task<JsonElement> ListAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-API-Key", Key);
        return JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync("/flows/versions"));
    }
}
