using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Engine.Inputs;
using Bot.Engine.Sessions;
using Bot.Engine.Values;
using Bot.Gateways;
using Bot.Gateways.Settings;
using Bot.Host.Api.Resources;
using Bot.Host.Http;
using Bot.Templates.Loading;

namespace Bot.Host.Api.Conversations;

/// <summary>Reads what is to be started for whom, and tells everything that is wrong with it at once.</summary>
internal sealed partial class StartEndpoints(ConversationStarter starter, FlowSet flows, MessageCatalogue messages,
    IReadOnlyDictionary<string, IChannel> channels, IVocabulary words, IConfiguration configuration, TimeProvider clock)
{
    private const int LongestWord = 120;
    private const int LongestValue = 1000;
    private const int MostParameters = 20;

    private static readonly string[] Fields = ["to", "channel", "flow", "language", "slots", "template", "idempotency_key"];

    /// <summary>Those over which a person can answer.</summary>
    private IEnumerable<string> Channels =>
        GatewayList.All.Select(gateway => gateway.Name).Where(name => channels.TryGetValue(name, out var channel) && channel.Webhook is not null);

    public async Task<ResourceAnswer> StartAsync(ResourceCall call, ResourceBody body)
    {
        body.Takes(Fields, []);
        var to = body.Text("to", LongestWord, needed: true);
        var (flow, language) = (FlowOf(body), body.Text("language", LongestWord));
        if (to is not null && AddressOf(to) is null) body.Faults["to"] = "This must be a mobile number, or digits with a country code.";
        if (language is not null && !messages.Languages.Contains(language)) body.Faults["language"] = $"This must be one of: {string.Join(", ", messages.Languages)}.";
        var channel = ChannelOf(body);
        var slots = flow is null ? Slots.Empty : SlotsOf(body, flow);
        var template = TemplateOf(body, language ?? messages.DefaultLanguage);
        var key = body.Text("idempotency_key", LongestWord);
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);

        var id = $"start.{(string.IsNullOrEmpty(key) ? Guid.CreateVersion7().ToString("n") : key)}";
        return await starter.StartAsync(channel!, AddressOf(to!)!, new(id, clock.GetUtcNow(), flow!.Name, slots, language, template), call.Cancel);
    }

    private Flow? FlowOf(ResourceBody body)
    {
        if (body.Text("flow", LongestWord, needed: true) is not { } name) return null;
        if (flows.Find(name) is { } flow) return flow;

        body.Faults["flow"] = $"There is no such flow; there are: {string.Join(", ", flows.All.Select(known => known.Name))}.";
        return null;
    }

    private string? ChannelOf(ResourceBody body)
    {
        var named = body.Text("channel", LongestWord);
        if (!string.IsNullOrEmpty(named) && Channels.Contains(named)) return named;
        if (string.IsNullOrEmpty(named) && UsualChannel() is { } usual) return usual;

        body.Faults.TryAdd("channel", $"This must be one of: {string.Join(", ", Channels)}.");
        return null;
    }

    /// <summary>The only channel that is live; where none is, as on a laptop, the first one. Null where several are.</summary>
    private string? UsualChannel()
    {
        var known = Channels.ToList();
        var live = known.FindAll(name => GatewayList.ModeOf(name, configuration) == GatewayMode.Live);
        return live.Count == 0 ? known.FirstOrDefault() : live.Count == 1 ? live[0] : null;
    }

    private Slots SlotsOf(ResourceBody body, Flow flow)
    {
        var slots = Slots.Empty;
        foreach (var field in body.Fields("slots"))
        {
            var text = JsonBody.TextOf(field.Value)?.Trim();
            if (flow.Slot(field.Name) is not { } slot) body.Faults[$"slots.{field.Name}"] = $"{flow.Name} has no such slot; it has: {string.Join(", ", flow.Slots.Select(known => known.Name))}.";
            else if (string.IsNullOrEmpty(text) || text.Length > LongestValue) body.Faults[$"slots.{field.Name}"] = $"This must be a text of at most {LongestValue} characters.";
            else if (IsProof(flow, field.Name)) body.Faults[$"slots.{field.Name}"] = "Only the person can prove this.";
            else if (slot.Type is null && UnaskedOf(flow, field.Name, text) is { } refusal) body.Faults[$"slots.{field.Name}"] = refusal;
            else if (slot.Type is not { } type) slots = slots.With(field.Name, Value.Of(text));
            else if (type.Read(text, clock.GetUtcNow(), words) is Accepted accepted) slots = slots.With(field.Name, accepted.Value);
            else body.Faults[$"slots.{field.Name}"] = $"This is not accepted; give {type.Accepts.Split(';')[0]}.";
        }

        foreach (var need in flow.Needs.Where(need => !slots.Has(need))) body.Faults.TryAdd($"slots.{need}", $"{flow.Name} needs this.");
        return slots;
    }

    /// <summary>Whether a question keeps in this slot what its answer has proven.</summary>
    private static bool IsProof(Flow flow, string slot) => flow.States.Any(state => state.IsQuestion && state.Binds.Any(binding => binding.Name == slot));

    /// <summary>Why a slot without a type of answers does not take a value; null where it does: a choice takes what its questions offer, and what no question
    /// fills is brought only where the flow needs it.</summary>
    private static string? UnaskedOf(Flow flow, string slot, string value)
    {
        var questions = flow.States.Where(state => state.Answers == slot && state.Choices is { From: null });
        var offered = questions.SelectMany(question => question.Choices!.Values).Distinct().ToList();
        if (offered.Count > 0) return offered.Contains(value) ? null : $"This must be one of: {string.Join(", ", offered)}.";
        return flow.Needs.Contains(slot) ? null : $"No question of {flow.Name} takes this as an answer.";
    }

    private static OpeningTemplate? TemplateOf(ResourceBody body, string language)
    {
        if (!body.Has("template")) return null;

        var fields = body.Fields("template").ToDictionary(field => field.Name, field => field.Value);
        var name = fields.TryGetValue("name", out var named) ? JsonBody.TextOf(named) : null;
        var parameters = fields.TryGetValue("parameters", out var given) && given.ValueKind == JsonValueKind.Array
            ? given.EnumerateArray().Select(parameter => JsonBody.TextOf(parameter)?.Trim()).ToList() : [];
        if (string.IsNullOrEmpty(name)) body.Faults["template"] = "This must be an object with a name, and parameters where the template has some.";
        else if (parameters.Count > MostParameters || parameters.Exists(string.IsNullOrEmpty)) body.Faults["template"] = $"Its parameters must be at most {MostParameters} texts, none of them empty.";
        var wanted = fields.TryGetValue("language", out var own) ? JsonBody.TextOf(own) ?? language : language;
        return name is null ? null : new(name, wanted, [.. parameters.OfType<string>()]);
    }

    private static string? AddressOf(string to) =>
        IndianMobile.TryRead(to, out var mobile) ? IndianMobile.WhatsApp(mobile) : Digits().IsMatch(to) ? to.TrimStart('+') : null;

    // E.164, with its country code.
    [GeneratedRegex(@"\A\+?[1-9][0-9]{7,14}\z")]
    private static partial Regex Digits();
}
