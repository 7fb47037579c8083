using System.Text.Json.Nodes;
using Bot.Engine.Conversations;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;
using Bot.Templates.Rendering;

namespace Bot.Host.Api.Results;

/// <summary>The values of a row as they are shown: personal ones masked unless the whole is wanted, photos as links.</summary>
/// <param name="flow">The flow that kept it, as it is now; null where it is gone: then everything is taken for personal.</param>
internal sealed class ResultValues(Flow? flow, bool whole)
{
    public JsonObject Of(KeptResult row)
    {
        var shown = new JsonObject();
        foreach (var (slot, value) in row.Slots)
        {
            var known = flow?.Slot(slot);
            if (known is { Hidden: true }) continue;

            shown[slot] = IsPhoto(value) ? $"/results/{row.Table}/{row.Id}/photos/{slot}" : Shown(value, IsMasked(slot), whole ? [] : known?.PersonalFields ?? []);
        }

        return shown;
    }

    /// <summary>Whether a slot is shown masked.</summary>
    public bool IsMasked(string slot) => !whole && flow?.Slot(slot) is null or { Personal: true };

    public static MediaReference? PhotoOf(JsonNode? value) => value is JsonObject fields && fields.ContainsKey("mime") && fields.ContainsKey("channel")
        ? new(Text(fields, "channel"), Text(fields, "id"), Text(fields, "url"), Text(fields, "mime"), Text(fields, "sha256"))
        : null;

    private static bool IsPhoto(JsonNode? value) => PhotoOf(value) is not null;

    private static JsonNode? Shown(JsonNode? value, bool masked, IReadOnlyCollection<string> personal) => value switch
    {
        JsonObject fields => new JsonObject(
            fields.Select(field => KeyValuePair.Create(field.Key, Shown(field.Value, masked || personal.Contains(field.Key), [])))),
        JsonArray items => new JsonArray([.. items.Select(item => Shown(item, masked, personal))]),
        null => null,
        _ => masked ? Masking.Mask(value.ToString()) : value.DeepClone(),
    };

    private static string Text(JsonObject fields, string name) => fields[name]?.ToString() ?? "";
}
