using Bot.Engine.Lives;

namespace Bot.Products.OneTimeCodes;

/// <summary>What happens to an issued code.</summary>
public enum CodeMove
{
    /// <summary>It went out.</summary>
    Send,

    /// <summary>It could not be sent.</summary>
    Withdraw,

    /// <summary>It was taken by the provider and did not arrive, or its owner says that it was not asked for.</summary>
    Recall,

    /// <summary>It was entered.</summary>
    Use,

    /// <summary>Too many wrong tries.</summary>
    WearOut,

    /// <summary>Its time is over.</summary>
    Expire,

    /// <summary>A newer one has taken its place.</summary>
    Supersede,
}

/// <summary>The life of one issued code. A pending one may have arrived although its answer was lost, so it can be used.</summary>
public static class CodeLife
{
    public static Life<CodeState, CodeMove> Definition { get; } = new("code", CodeState.Pending, Refusal, life =>
    {
        life.Configure(CodeState.Pending)
            .Permit(CodeMove.Send, CodeState.Active)
            .Permit(CodeMove.Withdraw, CodeState.Void)
            .Permit(CodeMove.Recall, CodeState.Void)
            .Permit(CodeMove.Use, CodeState.Used)
            .Permit(CodeMove.WearOut, CodeState.Void)
            .Permit(CodeMove.Expire, CodeState.Expired)
            .Permit(CodeMove.Supersede, CodeState.Superseded);
        life.Configure(CodeState.Active)
            .Permit(CodeMove.Recall, CodeState.Void)
            .Permit(CodeMove.Use, CodeState.Used)
            .Permit(CodeMove.WearOut, CodeState.Void)
            .Permit(CodeMove.Expire, CodeState.Expired)
            .Permit(CodeMove.Supersede, CodeState.Superseded);
    });

    private static string Refusal(CodeMove move, CodeState from) => (move, from) switch
    {
        (CodeMove.Send, CodeState.Active) => "The code went out already.",
        (CodeMove.Withdraw, CodeState.Active) => "The code went out; it can only be recalled, used, expire or be superseded.",
        _ => $"A code that is {from.ToString().ToLowerInvariant()} has had its end; issue another.",
    };
}
