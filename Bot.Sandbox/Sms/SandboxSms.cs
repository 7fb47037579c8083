namespace Bot.Sandbox.Sms;

/// <summary>A text message that reached a phone. <paramref name="Mobile"/> as it was on the wire: 10 digits.</summary>
public sealed record SandboxSms(string Mobile, string Text, DateTimeOffset At);
