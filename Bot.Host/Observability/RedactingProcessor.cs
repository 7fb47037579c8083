using System.Diagnostics;
using OpenTelemetry;

namespace Bot.Host.Observability;

/// <summary>Strikes every text of a span that is exported, as a log line's is: names, tags, the reason of a failure. Stands before the exporter.</summary>
internal sealed class RedactingProcessor(Redactor redactor) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        data.DisplayName = redactor.Strike(data.DisplayName);
        if (data.StatusDescription is { } why) data.SetStatus(data.Status, redactor.Strike(why));
        foreach (var (name, value) in data.TagObjects.ToList())
        {
            if (value is string text && redactor.Strike(text) is var struck && struck != text)
                data.SetTag(name, struck);
        }
    }
}
