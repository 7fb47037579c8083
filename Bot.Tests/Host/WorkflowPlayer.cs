using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Host.Api.Workflow;
using Bot.Host.Replays;
using Bot.Sandbox;
using Bot.Tests.Support;
using Bot.Tests.Support.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Host;

/// <summary>
/// Plays a scripted conversation as Interakt's workflow would: what is said becomes the step that the last answer named, and what must be answered is its
/// message.
/// </summary>
internal sealed partial class WorkflowPlayer(BotHost host, SandboxWorld world)
{
    private const string Menu = "agentMenu";

    private static readonly string Photo = Convert.ToBase64String(Photos.Jpeg());

    private JsonElement _answer;
    private string _state = "";
    private string _message = "";

    /// <param name="database">As in <c>DATABASE_URL</c>; empty so far.</param>
    public static async Task PlayAsync(ReplayScript script, string database)
    {
        await using var host = await BotHost.StartAsync(new() { Settings = new Dictionary<string, string> { ["DATABASE_URL"] = database } });
        var player = new WorkflowPlayer(host, host.Services.GetRequiredService<SandboxWorld>());
        foreach (var line in script.Lines) await player.ActAsync(line.Act);
    }

    private async Task ActAsync(ReplayAct act)
    {
        switch (act)
        {
            case ReplayAct.Agent agent:
                world.GiveAgent(agent.Mobile, agent.Name, agent.Wallet, agent.Tags);
                break;
            case ReplayAct.Say say:
                await AnswerAsync(say.Text);
                break;
            case ReplayAct.Tap tap:
                await AnswerAsync(tap.Label);
                break;
            case ReplayAct.Photo photo:
                for (var count = 0; count < photo.Count; count++) await AnswerAsync(Photo);
                break;
            // The word that opens a flow on a chat has no step.
            case ReplayAct.Expect expect when _message.Length > 0:
                Regex.IsMatch(_message, $"^{string.Join(".*", expect.Glob.Split('*').Select(Regex.Escape))}$", RegexOptions.Singleline).Should().BeTrue(
                    $"{_message} should be {expect.Glob}");
                break;
            case ReplayAct.Assert { Words: ["issued", var vehicle, var times] }:
                world.Ledger.TagsOn(vehicle).Should().Be(int.Parse(times, CultureInfo.InvariantCulture));
                break;
            case ReplayAct.Assert { Words: ["state", var state] }:
                _state.Should().Be(state.Split('/')[1]);
                break;
        }
    }

    private async Task AnswerAsync(string text)
    {
        if (_state.Length == 0 && !text.All(char.IsAsciiDigit)) return;

        var (path, field) = _state switch
        {
            "" => ("/agents/start", "mobile_number"),
            Menu => ("/fastags/assign/start", "choice"),
            _ => StepOf(_answer.GetProperty("data").GetProperty("next_step").GetString()!),
        };
        var body = new Dictionary<string, string> { [field] = await WithCodeAsync(text) };
        if (_state.Length > 0) body["session_id"] = _answer.GetProperty("session_id").GetString()!;
        if (_state == "agentOtp") body["mobile_number"] = "9876500001";

        // A partner that is slow is asked for again by the same call.
        _answer = (await Eventually.Holds(() => host.PostAsync(path, body), answer => !IsWorking(answer.Body))).Body;
        _answer.GetProperty("status").GetString().Should().Be("success", _answer.ToString());
        (_state, _message) = (_answer.GetProperty("data").GetProperty("state").GetString()!, _answer.GetProperty("message").GetString()!);
    }

    private (string Path, string Field) StepOf(string path)
    {
        var step = WorkflowSteps.All.First(known => known.Path == path);
        return (path, step.Fields.First(field => field.Questions.Any(question => question.EndsWith("/" + _state, StringComparison.Ordinal))).Name);
    }

    private async Task<string> WithCodeAsync(string text) => CodeOf().Match(text) is { Success: true } code
        ? (await Eventually.Holds(() => world.LastCodeFor(code.Groups[1].Value), found => found is not null))!
        : text;

    private static bool IsWorking(JsonElement answer) =>
        answer.TryGetProperty("data", out var data) && data.TryGetProperty("working", out var working) && working.GetBoolean();

    [GeneratedRegex(@"^\{otp (\d{10})\}$")]
    private static partial Regex CodeOf();
}
