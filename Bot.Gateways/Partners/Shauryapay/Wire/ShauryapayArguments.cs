using Bot.Engine.Abstractions;
using Bot.Engine.Values;

namespace Bot.Gateways.Partners.Shauryapay.Wire;

internal static class ShauryapayArguments
{
    /// <summary>An argument chosen from a list we returned: its text, or the field of the row that identifies it.</summary>
    public static string Chosen(this Call call, string name, string field)
    {
        var value = call.Arguments.Find(name);
        return value?.Field(field)?.Text ?? value?.Text ?? "";
    }
}
