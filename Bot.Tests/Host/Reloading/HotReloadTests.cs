using Bot.Engine.Conversations;
using Bot.Gateways.Settings;
using Bot.Host.Console;
using Bot.Host.Reloading;
using Bot.Host.Webhooks;
using Bot.Sandbox;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host.Reloading;

/// <summary>Flows are edited while the host runs: the next message is answered by what is on disk.</summary>
public sealed class HotReloadTests : IClassFixture<HotReloadTests.Running>
{
    private readonly Running _host;

    public HotReloadTests(Running host) => _host = host;

    [Fact]
    public async Task The_next_message_is_answered_by_the_edited_file()
    {
        await _host.WriteAsync("menu/messages.en.yaml", text => text.Replace("What can we do for you?", "What can we do for you today?", StringComparison.Ordinal));
        (await _host.SayAsync("919800000101", "hello")).Should().Contain("today?");

        await _host.WriteAsync("menu/messages.en.yaml", text => text.Replace("you today?", "you tomorrow?", StringComparison.Ordinal));
        (await _host.SayAsync("919800000101", "menu")).Should().Contain("tomorrow?");
    }

    [Fact]
    public async Task A_fault_is_told_and_the_flows_before_go_on()
    {
        var before = await _host.SayAsync("919800000102", "hello");
        var sound = await _host.WriteAsync("loan-lead/flow.yaml", text => text + "  nowhere: { ask: mobile, next: nothing }\n");

        (await _host.SayAsync("919800000102", "menu")).Should().Be(before);
        await Eventually.Holds(() => _host.Faults.Any(fault => fault.Contains("nothing", StringComparison.Ordinal)));
        _host.Edits.Should().Contain(edited => edited.Faults.Any(fault => fault.Contains("loan-lead/flow.yaml", StringComparison.Ordinal)));

        await _host.WriteAsync("loan-lead/flow.yaml", _ => sound);
        (await _host.SayAsync("919800000102", "menu")).Should().Be(before);
        _host.Edits[^1].Faults.Should().BeEmpty();
    }

    [Fact]
    public async Task A_folder_that_is_new_is_a_flow_with_its_operations_and_people_in_it_go_on_when_it_changes()
    {
        const string Person = "919800000103";
        await _host.WriteAsync("shop/operations.yaml", _ => ShopFlow.Operations);
        await _host.WriteAsync("shop/messages.en.yaml", _ => ShopFlow.Words("en", "shop"));
        await _host.WriteAsync("shop/flow.yaml", _ => ShopFlow.Flow("[en]"));
        (await _host.SayAsync(Person, "shop")).Should().Be("Which size?");
        (await _host.SayAsync(Person, "small", more: 2)).Should().Be("It costs 100.\nWhich colour?");

        // An operation is read anew with the flows.
        await _host.WriteAsync("shop/operations.yaml", text => text.Replace("price: 100", "price: 250", StringComparison.Ordinal));
        (await _host.SayAsync(Person, "restart", more: 2)).Should().Contain("Which size?");
        (await _host.SayAsync(Person, "large", more: 2)).Should().Be("It costs 250.\nWhich colour?");

        // The question that the person stands at is gone: as at a restart they go on at the nearest one before it.
        await _host.WriteAsync("shop/flow.yaml", text => text.Replace("next: colour", "next: done", StringComparison.Ordinal)
            .Replace("  colour: { ask: colour, next: done }\n", "", StringComparison.Ordinal));
        (await _host.SayAsync(Person, "red", more: 2)).Should().Contain("was improved").And.Contain("Which size?");
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public void Only_in_Development_files_are_looked_at(string environment, bool looked)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(GatewayModes.EnvironmentKey, environment)]).Build();

        new ServiceCollection().AddFlowReload(configuration).Any(service => service.ServiceType == typeof(IEditedFlows)).Should().Be(looked);
    }

    /// <summary>A host on flows of its own, with its console.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private BotHost _host = null!;
        private int _messages;

        internal List<ConsoleEvent.Edited> Edits =>
            [.. _host.Services.GetRequiredService<ConsoleFeed>().After(0).Entries.Select(entry => entry.Event).OfType<ConsoleEvent.Edited>()];

        internal IEnumerable<string> Faults => Edits.SelectMany(edited => edited.Faults);

        public async Task InitializeAsync() =>
            _host = await BotHost.StartAsync(new() { CopiesFlows = true, Settings = new Dictionary<string, string> { ["CONSOLE"] = "true" } });

        public async Task DisposeAsync() => await _host.DisposeAsync();

        /// <summary>Returns what the file held before; empty where it was not there.</summary>
        public async Task<string> WriteAsync(string file, Func<string, string> edit)
        {
            var path = Path.Combine(_host.Flows, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var before = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
            await File.WriteAllTextAsync(path, edit(before));
            return before;
        }

        /// <summary>What the person is answered, in so many messages.</summary>
        public async Task<string> SayAsync(string person, string text, int more = 1)
        {
            var world = _host.Services.GetRequiredService<SandboxWorld>();
            var known = world.Sent.Count(sent => sent.To == person);
            (await _host.DeliverAsync(person, $"wamid.reload.{Interlocked.Increment(ref _messages)}", text)).Should().Be(200);
            var sent = await Eventually.Holds(() => world.Sent.Where(sent => sent.To == person).Skip(known).ToList(), answers => answers.Count >= more);
            return string.Join('\n', sent.Select(answer => answer.Text));
        }
    }
}
