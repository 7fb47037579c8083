using Bot.Host.Api.Resources;
using Bot.Host.Http;

namespace Bot.Host.Api.FlowVersions;

/// <summary><c>/flows/versions</c>: the versions of the flows in the database, and what publishing one of them would do and does.</summary>
internal static class FlowVersionRoutes
{
    /// <summary>What a key must allow.</summary>
    private const string Scope = "flows";

    /// <summary>Bytes of a body with files in it.</summary>
    private const int FilesLimit = 1024 * 1024;

    private const string One = """{"number":3,"hash":"9f2c41e07ab35d68","files":148,"created_at":"2026-11-28T04:45:00+00:00","created_by":"key:office","note":"asks for the colour","use":"live","share":null,"people":412}""";
    private const string Plan = """{"id":"5f0c2e9a41b7","from":2,"to":3,"share":null,"drained":[],"made_at":"2026-11-28T04:45:00+00:00","made_by":"key:office","carried_out":0,"making":null,"changes":[{"flow":"tyre-visit","states":["+colour"],"slots":["+colour"],"messages":["+en.colour"],"others":[]}],"warnings":[],"replays":{"played":3,"failures":[],"costs":["tyre-visit: 6 messages, before 5 (+20 %)"],"more_failures":[]},"proof":{"flows":["tyre-visit"],"states":128,"found":[],"known":0,"uncovered":[]},"rehearsal":null,"doubts":[],"people":412,"groups":[{"version":2,"flow":"tyre-visit","state":"size","people":412,"what":"go on where they are","told":false}]}""";

    public static IServiceCollection AddFlowVersions(this IServiceCollection services) => services.AddSingleton<FlowVersionEndpoints>();

    public static void MapFlowVersions(this IEndpointRouteBuilder routes)
    {
        var flows = routes.ServiceProvider.GetRequiredService<FlowVersionEndpoints>();
        var area = new ResourceArea(routes, "/flows/versions", "Flows", Scope);
        var unknown = (404, "There is no version 7.");

        area.Map("GET", "", flows.ListAsync, new("flow_versions_list", "Versions", $"[{One}]"));
        area.Map("POST", "", flows.CreateAsync, new("flow_versions_create", "Version created", One, """{"note":"asks for the colour","from":2,"files":{"tyre-visit/messages.en.yaml":"language: en"}}""", 201) { Refusals = [(409, "tyre-visit/flow.yaml(4,7): there is no state 'size' to go to; add it, or name a state that is there")] }).WithBodyLimit(FilesLimit);
        area.Map("DELETE", "/{number}", flows.RemoveAsync, new("flow_versions_remove", "Version removed", """{"number":1}""") { Refusals = [unknown, (409, "412 people are on version 2; it can go when their conversations have ended or moved.")] });
        area.Map("POST", "/{number}/plan", flows.PlanAsync, new("flow_versions_plan", "Plan", Plan, """{"share":10,"drain":"loan-lead","untried":false,"price":0.12}""", 201) { Refusals = [unknown, (409, "Version 3 is live already.")] });
        area.Map("GET", "/plans/{id}", flows.ShowAsync, new("flow_versions_plan_show", "Plan", Plan) { Refusals = [(404, "There is no plan 5f0c2e9a41b7; one that no one carries out is kept for 7 days.")] });
        area.Map("POST", "/{number}/publish", flows.PublishAsync, new("flow_versions_publish", "Published", """{"publication":4,"live":3,"canary":null,"share":null,"plan":"5f0c2e9a41b7"}""", """{"plan":"5f0c2e9a41b7"}""") { Refusals = [(409, "Two pairs of eyes are asked for (PUBLISH_APPROVALS): another person carries out plan 5f0c2e9a41b7.")] });
        area.Close();
    }
}
