using System.Text.Json;
using Bot.Bench.Publishing;
using Bot.Engine.Abstractions;
using Bot.Host.Publishing;
using Bot.Sandbox;
using Bot.Storage.Abstractions;
using Bot.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Host.Publishing;

/// <summary>What an open conversation works with besides its questions: the operations it calls, the steps of a workflow that leads it, and plans that are
/// made in the background.</summary>
public sealed class PublishedCallsTests(PublishingHost host) : IClassFixture<PublishingHost>
{
    [Fact]
    public async Task An_open_conversation_calls_the_operations_of_its_own_version()
    {
        var (older, newer) = (host.NewPerson(), host.NewPerson());
        await host.PublishAsync(await host.AddAsync(("shop/flow.yaml", ShopFlow.Flow("[en, hi]")), ("shop/operations.yaml", ShopFlow.Operations),
            ("shop/messages.en.yaml", ShopFlow.Words("en", "shop")), ("shop/messages.hi.yaml", ShopFlow.Words("hi", "दुकान"))));
        await host.SayAsync(older, "shop");
        var next = await host.AddAsync(("shop/operations.yaml", ShopFlow.Operations.Replace("price: 100", "price: 250", StringComparison.Ordinal)));
        await host.PublishAsync(next, new { drain = "shop", untried = true });
        await host.SayAsync(newer, "shop");

        await host.SayAsync(older, "small");
        await host.SayAsync(newer, "small");

        await Eventually.Holds(() => host.SaidToAsync(older), said => said.Contains("It costs 100."));
        await Eventually.Holds(() => host.SaidToAsync(newer), said => said.Contains("It costs 250."));
    }

    [Fact]
    public async Task A_step_of_the_workflow_is_heard_and_answered_by_the_version_that_its_conversation_is_on()
    {
        await host.PublishAsync(await host.AddAsync(Renamed("userMobile", "userMobile", "one that is drained")));
        var session = await LogInAsync("9876500001");
        (await StepAsync("vehicle_number", session, new() { ["vehicle_number"] = "MH12AB1234" })).State.Should().Be("engineNumber");

        await host.PublishAsync(await host.AddAsync(Renamed("userMobile", "customerMobile", "of another name")), new { drain = "all", untried = true });

        // The state is called otherwise in the live version: only its own can say what comes next.
        (await StepAsync("vehicle_number", session, new() { ["vehicle_number"] = "MH12AB4321" })).Status.Should().Be("error", "it asks for the engine number");
        var (status, state, message) = await StepAsync("engine_number", session, new() { ["engine_number"] = "48213" });
        (status, state).Should().Be(("success", "userMobile"), message);
        message.Should().NotBeEmpty();
        (await StepAsync("user_mobile", session, new() { ["user_mobile"] = "9876500009" })).State.Should().Be("userOtp");
    }

    [Fact]
    public async Task A_step_at_a_question_that_the_published_version_has_lost_tells_so_and_asks_what_is_there()
    {
        await host.PublishAsync(await host.AddAsync(Renamed("userMobile", "userMobile", "one that goes")));
        var session = await LogInAsync("9876500002");
        await StepAsync("vehicle_number", session, new() { ["vehicle_number"] = "MH12AB1234" });
        (await StepAsync("engine_number", session, new() { ["engine_number"] = "48213" })).State.Should().Be("userMobile");

        await host.PublishAsync(await host.AddAsync(Renamed("userMobile", "mobileOfCustomer", "without it")));

        var (status, state, message) = await StepAsync("user_mobile", session, new() { ["user_mobile"] = "9876500009" });
        (status, state).Should().Be(("error", "engineNumber"), message);
        message.Should().Contain("was improved");
        (await StepAsync("engine_number", session, new() { ["engine_number"] = "48213" })).State.Should().Be("mobileOfCustomer");
    }

    [Fact]
    public async Task A_plan_is_made_in_the_background_with_its_scripts_a_proof_and_a_rehearsal()
    {
        await host.BeginAsync("tried");
        await host.SayAsync(host.NewPerson(), "tried", "Asha Rao", "small", "red");
        const string Script = "# A visit\n> tried\n< Whose name?\n> Asha Rao\n< Which size?\n";
        var next = await host.AddAsync([("tried/happy-path.replay", Script),
            .. PublishingHost.FilesOf("tried", VisitFlow.First).Select(file => (file.Name, file.Text?.Replace("Which name?", "Whose name?")))]);

        var begun = await host.PlanAsync(next, new { });
        begun.GetProperty("making").GetProperty("failure").GetString().Should().BeEmpty();

        var made = await MadeAsync(IdOf(begun));
        made.GetProperty("replays").GetProperty("played").GetInt32().Should().Be(1);
        made.GetProperty("replays").GetProperty("failures").GetArrayLength().Should().Be(0, "{0}", made);
        made.GetProperty("proof").GetProperty("found").GetArrayLength().Should().Be(0, "{0}", made);
        made.GetProperty("proof").GetProperty("flows").EnumerateArray().Select(flow => flow.GetString()).Should().Equal("tried");
        made.GetProperty("rehearsal").GetProperty("conversations").GetInt32().Should().BePositive();
        made.GetProperty("rehearsal").GetProperty("lines").ToString().Should().Contain("other words").And.Contain("messages a conversation")
            .And.NotContain("Asha");
        (await host.CarryOutAsync(next, begun)).Status.Should().Be(200);
        (await host.SendAsync(HttpMethod.Get, "/plans/4711")).Status.Should().Be(404);
    }

    [Fact]
    public async Task How_far_a_plan_is_stands_in_its_record_and_it_is_not_carried_out_before_it_is_there()
    {
        await host.BeginAsync("held");
        var next = await host.AddAsync(PublishingHost.FilesOf("held", VisitFlow.Second));
        var trial = new HeldTrial();
        using var work = new PlanWork(Of<PlanMaker>(), Of<PlanRecords>(), trial, TimeProvider.System, NullLogger<PlanWork>.Instance);

        var plan = await work.BeginAsync(new(next, null, []), "key:maker", default);
        await Eventually.Holds(async () => (await PlanAsync(plan.Id)).GetProperty("making").GetProperty("step").GetString(), step => step == "playing");
        await Refused(() => Of<Publisher>().CarryOutAsync(plan.Id, "key:approver", default), $"Plan {plan.Id} is being made: playing, 1 of 3.*");
        await Refused(() => work.BeginAsync(new(next, null, []), "key:maker", default), $"Plan {plan.Id} is being made; make this one when that is there.");
        trial.Result.SetResult(new(null, null, "it ended before it was done"));

        var made = await MadeAsync(plan.Id);
        made.GetProperty("doubts").EnumerateArray().Select(doubt => doubt.GetString()).Should().Equal("it was not tried out: it ended before it was done");
        made.GetProperty("replays").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_plan_whose_host_is_stopped_says_so()
    {
        await host.BeginAsync("stopped");
        var next = await host.AddAsync(PublishingHost.FilesOf("stopped", VisitFlow.Second));
        using var work = new PlanWork(Of<PlanMaker>(), Of<PlanRecords>(), new HeldTrial(), TimeProvider.System, NullLogger<PlanWork>.Instance);
        var plan = await work.BeginAsync(new(next, null, []), "key:maker", default);

        await work.StopAsync(default);

        (await PlanAsync(plan.Id)).GetProperty("making").GetProperty("failure").GetString().Should().Be("the host that made it was stopped");
        await Refused(() => Of<Publisher>().CarryOutAsync(plan.Id, "key:approver", default), $"Plan {plan.Id} was not finished: *");
        (await Of<Publisher>().OpenAsync(default)).Should().NotContain(open => open.Id == plan.Id);
    }

    [Fact]
    public async Task A_plan_whose_record_cannot_be_written_is_given_up_with_its_trial()
    {
        await host.BeginAsync("unwritten");
        var next = await host.AddAsync(PublishingHost.FilesOf("unwritten", VisitFlow.Second));
        var (trial, records) = (new HeldTrial(), new BrokenRecords(Of<IStore>()));
        var plans = new PlanRecords(records, Of<IStore>(), TimeProvider.System);
        using var work = new PlanWork(Of<PlanMaker>(), plans, trial, TimeProvider.System, NullLogger<PlanWork>.Instance);

        var plan = await work.BeginAsync(new(next, null, []), "key:maker", default);
        records.BreakNext();

        var made = await Eventually.Holds(() => PlanAsync(plan.Id), one => one.GetProperty("making").GetProperty("failure").GetString() != "");
        made.GetProperty("making").GetProperty("failure").GetString().Should().Be("something went wrong (StoreUnavailableException)");
        trial.IsOver.Should().BeTrue("another plan may begin, and two trials at once are too many");
    }

    private static async Task Refused(Func<Task> act, string sentence) => await act.Should().ThrowAsync<PublishingException>().WithMessage(sentence);

    private T Of<T>()
        where T : class => host.Host.Services.GetRequiredService<T>();

    private async Task<JsonElement> PlanAsync(string id) => (await host.SendAsync(HttpMethod.Get, $"/plans/{id}")).Body.GetProperty("data");

    private Task<JsonElement> MadeAsync(string id) =>
        Eventually.Holds(() => PlanAsync(id), plan => plan.GetProperty("making").ValueKind == JsonValueKind.Null, TimeSpan.FromMinutes(3));

    private static string IdOf(JsonElement plan) => plan.GetProperty("id").GetString()!;

    /// <summary>FASTag registration with another name for one of its states, and without a word of the earlier one.</summary>
    /// <param name="mark">Makes it a version of its own.</param>
    private static (string Name, string? Text) Renamed(string state, string name, string mark)
    {
        var flow = File.ReadAllText(Path.Combine(Repository.Flows, "fastag-assign", "flow.yaml"));
        flow.Should().Contain($"  {state}:\n    ask: {state}\n").And.Contain($"next: {state}\n");
        return ("fastag-assign/flow.yaml", flow.Replace($"  {state}:\n    ask: {state}\n", $"  {name}:\n    ask: {state}\n    slot: {state}\n", StringComparison.Ordinal)
            .Replace($"next: {state}\n", $"next: {name}\n", StringComparison.Ordinal) + $"# {mark}\n");
    }

    private async Task<string> LogInAsync(string agent)
    {
        Of<SandboxWorld>().GiveAgent(agent, "Asha Rao", 5000, "608116-001-0001234");
        var begun = (await host.Host.PostAsync("/agents/start", new { mobile_number = agent }, PublishingHost.Workflow)).Body;
        var session = begun.GetProperty("session_id").GetString()!;
        var code = await Eventually.Holds(() => Of<SandboxWorld>().LastCodeFor(agent), code => code is not null);
        var (_, state, message) = await SendAsync("/agents/verify_otp", session, new() { ["otp"] = code! });
        state.Should().Be("agentMenu", message);
        return session;
    }

    private Task<(string Status, string State, string Message)> StepAsync(string step, string session, Dictionary<string, string> fields) =>
        SendAsync($"/fastags/assign/{step}", session, fields);

    private async Task<(string Status, string State, string Message)> SendAsync(string path, string session, Dictionary<string, string> fields)
    {
        fields["session_id"] = session;
        var body = (await host.Host.PostAsync(path, fields, PublishingHost.Workflow)).Body;
        var state = body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data.GetProperty("state").GetString()! : "";
        return (body.GetProperty("status").GetString()!, state, body.GetProperty("message").GetString()!);
    }

    /// <summary>A trial that comes to its end when a test says so.</summary>
    private sealed class HeldTrial : IVersionTrial
    {
        public TaskCompletionSource<TrialResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsOver { get; private set; }

        public async Task<TrialResult> RunAsync(TrialRequest request, Action<string, int, int> told, CancellationToken cancel)
        {
            told("playing", 1, 3);
            try
            {
                return await Result.Task.WaitAsync(cancel);
            }
            finally
            {
                IsOver = true;
            }
        }
    }

    /// <summary>Records of a database that is away for one change.</summary>
    private sealed class BrokenRecords(IRecordStore inner) : IRecordStore
    {
        private int _broken;

        public void BreakNext() => Interlocked.Exchange(ref _broken, 1);

        public Task<StoredRecord?> FindAsync(string kind, string key, CancellationToken cancel) => inner.FindAsync(kind, key, cancel);

        public Task<IReadOnlyList<StoredRecord>> LookUpAsync(string kind, string lookup, string value, int limit, CancellationToken cancel) =>
            inner.LookUpAsync(kind, lookup, value, limit, cancel);

        public Task<bool> ChangeAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancel) =>
            Interlocked.Exchange(ref _broken, 0) == 1 ? throw new StoreUnavailableException("The database is away.") : inner.ChangeAsync(changes, cancel);
    }
}
