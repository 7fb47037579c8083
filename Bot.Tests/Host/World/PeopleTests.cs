using Bot.Engine.Sessions;

namespace Bot.Tests.Host.World;

/// <summary>What tests of people and their addresses have in common: payloads of Meta's, as they are written.</summary>
public abstract class PeopleTests
{
    private protected const string Number = "919812345678";
    private protected const string User = "IN.1100000000000001";
    private protected const string NewUser = "IN.2200000000000002";
    private protected const string NewNumber = "919812345679";

    private int _messages;

    private protected async Task<Session> SessionAsync(WorldStage stage, string address) => (await stage.ConversationAsync($"meta:{address}"))!.Session;

    private protected Task HearAsync(WorldStage stage, string number, string user, string text, string? id = null)
    {
        var (contact, from) = (Fields(("wa_id", number), ("user_id", user)), Fields(("from", number), ("from_user_id", user)));
        return stage.MetaAsync(
            $$"""{"metadata":{"phone_number_id":"{{Support.Hosts.HostComposition.SandboxPhoneNumberId}}"},"contacts":[{"profile":{"name":"Asha","username":"asha.r"}{{contact}}}],"messages":[{"id":"{{id ?? $"wamid.P{++_messages}"}}","timestamp":"{{Seconds(stage)}}","type":"text","text":{"body":"{{text}}"}{{from}}}]}""");
    }

    private protected Task ChangeAsync(WorldStage stage, string from, string type, string fields) => stage.MetaAsync(
        $$$"""{"metadata":{"phone_number_id":"{{{Support.Hosts.HostComposition.SandboxPhoneNumberId}}}"},"messages":[{"id":"wamid.S{{{++_messages}}}","timestamp":"{{{Seconds(stage)}}}","type":"system"{{{Fields(("from", from))}}},"system":{"type":"{{{type}}}","body":"changed",{{{fields}}}}}]}""");

    private static long Seconds(WorldStage stage) => stage.Clock.GetUtcNow().ToUnixTimeSeconds();

    private static string Fields(params (string Name, string Value)[] fields) =>
        string.Concat(fields.Where(field => field.Value.Length > 0).Select(field => $",\"{field.Name}\":\"{field.Value}\""));
}
