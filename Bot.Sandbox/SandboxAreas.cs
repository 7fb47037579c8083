using Bot.Sandbox.Areas;
using Bot.Sandbox.Bajaj;
using Bot.Sandbox.Basic;
using Bot.Sandbox.Channels;
using Bot.Sandbox.Media;
using Bot.Sandbox.Operations;
using Bot.Sandbox.Shauryapay;
using Bot.Sandbox.Sms;

namespace Bot.Sandbox;

/// <summary>Every partner and channel that is played. A new one is its own files and a line here: endpoints, faults and phone follow.</summary>
internal static class SandboxAreas
{
    public static IReadOnlyList<AreaDefinition> All { get; } =
    [
        ShauryapayArea.Definition,
        BajajArea.Definition,
        SmsArea.Definition,
        BasicArea.Definition,
        MetaArea.Definition,
        GupshupArea.Definition,
        InteraktArea.Definition,
        BotFrameworkArea.Definition,
        MediaArea.Definition,
        HttpArea.Definition,
    ];
}
