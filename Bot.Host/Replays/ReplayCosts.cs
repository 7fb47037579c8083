using Bot.Engine.Abstractions;
using Bot.Engine.Conversations;
using Bot.Products.OneTimeCodes;

namespace Bot.Host.Replays;

/// <summary>Counts what a scripted conversation sends: since October 2026 WhatsApp charges every delivered message, replies too. Text messages are none of its.
/// </summary>
internal sealed class ReplayCosts : IEngineObserver
{
    private int _replies;
    private int _templates;

    /// <summary>What is sent now belongs to no line of the script: the phone is set to its language.</summary>
    public bool IsPaused { get; set; }

    public void OnSent(OutboxRow row, SendResult result)
    {
        if (result is not SendAccepted || IsPaused || row.Channel == LoginSmsChannel.ChannelName) return;
        Interlocked.Increment(ref row.Message is TemplateMessage ? ref _templates : ref _replies);
    }

    /// <summary>Messages so far, templates among them.</summary>
    public int Messages => _replies + _templates;

    public override string ToString() => _templates == 0 ? $"{_replies} messages" : $"{_replies + _templates} messages, {_templates} of them templates";
}
