namespace Bot.Sandbox.Shauryapay;

/// <summary>An answer before it is put into the envelope.</summary>
internal sealed record ShauryapayReply(bool Yes, string Message, IReadOnlyList<object> Data)
{
    public static ShauryapayReply Of(string message, params IReadOnlyList<object> data) => new(true, message, data);

    public static ShauryapayReply No(string message) => new(false, message, []);
}
