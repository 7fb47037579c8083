using Bot.Engine.Values;

namespace Bot.Templates.Rendering;

/// <summary>The one rule of conditions: nothing, an empty text, an empty list and a record without fields are false. Scriban's own takes all but the first as
/// true.</summary>
internal static class Truth
{
    public static bool Of(Value? value) => value switch
    {
        RecordValue record => !record.Fields.IsEmpty,
        ListValue list => !list.Items.IsEmpty,
        _ => value?.Text.Length > 0,
    };
}
