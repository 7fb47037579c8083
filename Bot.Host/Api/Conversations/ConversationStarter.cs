using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Engine.Execution;
using Bot.Engine.Sessions;
using Bot.Host.Api.Resources;
using Bot.Host.Webhooks;

namespace Bot.Host.Api.Conversations;

/// <summary>Begins a flow for a person: an input like any other, with its commit and its replies.</summary>
internal sealed class ConversationStarter(ConversationRunner runner, IConversationStore store, StateMachine machine, IMessageRenderer renderer,
    Subscriptions subscriptions, IRecordStore records)
{
    private const string Kind = "start";

    private static ResourceAnswer NoMessages => ResourceAnswer.Conflict("The person wants no messages.", ("to", "They wrote STOP, or told the provider so."));

    private static ResourceAnswer GoingOn => ResourceAnswer.Conflict("A conversation is going on with this person.", ("to", "Wait until it is over."));

    /// <param name="start">One with an id that was started before is told as such.</param>
    public async Task<ResourceAnswer> StartAsync(string channel, string address, StartedFor start, CancellationToken cancel)
    {
        var conversation = InboundDispatcher.KeyOf(channel, address);
        if (await records.FindAsync(Kind, start.Id, cancel) is { } before)
        {
            return JsonSerializer.Deserialize<StartRecord>(before.Body)!.IsFor(conversation)
                ? Started("Conversation was started before", before.Body, start, StatusCodes.Status200OK)
                : ResourceAnswer.Conflict("This key was used for another person.", ("idempotency_key", "Give each person's start a key of its own."));
        }

        var stored = await store.LoadAsync(conversation, cancel);
        if (stored?.Session.OptedOut == true) return NoMessages;
        if (machine.Advance(stored?.Session ?? new() { Id = "new" }, start) is not { } turn) return GoingOn;

        var outside = start.At - (stored?.Facts.LastHeard ?? DateTimeOffset.UnixEpoch) >= ConversationFacts.Window;
        if (outside && await RefusalAsync(channel, address, start, turn, cancel) is { } refusal) return refusal;

        switch (await runner.RunAsync(conversation, new(channel, address, "", DateTimeOffset.UnixEpoch), start, cancel))
        {
            case Handled.Committed or Handled.Repeated:
                var session = (await store.LoadAsync(conversation, cancel))!.Session.Id;
                var body = JsonSerializer.Serialize(new StartRecord(session, outside, StartRecord.MarkOf(conversation)));
                await records.ChangeAsync([new(Kind, start.Id, 0, body)], cancel);
                return Started("Conversation started", body, start, StatusCodes.Status201Created);
            default:
                return GoingOn;
        }
    }

    /// <summary>What stands in the way outside the window; null for nothing.</summary>
    private async Task<ResourceAnswer?> RefusalAsync(string channel, string address, StartedFor start, Turn turn, CancellationToken cancel)
    {
        var template = start.Template is { } own ? new TemplateMessage(own.Name, own.Language, own.Parameters)
            : turn.Replies is [var first, ..] ? renderer.RenderTemplate(first) : null;
        if (template is null)
        {
            var name = turn.Replies is [var question, ..] ? $"{question.Message}:" : "it";
            return ResourceAnswer.Conflict("The person has not written for 24 hours, so that only a template may be sent.", ("template", $"Give one, or write {name} under templates: of the flow's messages."));
        }

        return await subscriptions.RefusesAsync(channel, address, template, cancel) ? NoMessages : null;
    }

    private static ResourceAnswer Started(string message, string record, StartedFor start, int status)
    {
        var (session, outside, _) = JsonSerializer.Deserialize<StartRecord>(record)!;
        return ResourceAnswer.Ok(message, new { SessionId = session, start.Flow, Sent = outside ? "template" : "message" })
            with
        { Status = status, Changes = status == StatusCodes.Status201Created };
    }

    /// <summary>What is remembered of a start, by its id.</summary>
    /// <param name="For">Tells whose it was, without an address in it; null in records of earlier builds.</param>
    private sealed record StartRecord(string Session, bool Outside, string? For = null)
    {
        private const int Signs = 32;

        public static string MarkOf(string conversation) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(conversation)))[..Signs];

        public bool IsFor(string conversation) => For is null || For == MarkOf(conversation);
    }
}
