using Bot.Engine.Abstractions;

namespace Bot.Host.Letters;

/// <summary>The desk of dead letters.</summary>
internal static class LetterServices
{
    public static IServiceCollection AddLetterDesk(this IServiceCollection services) => services
        .AddSingleton(all => new CallOperations(all.AllOperations().OfType<ConsequentialOperation>().ToDictionary(one => one.Contract.Name,
            StringComparer.Ordinal)))
        .AddSingleton<LetterSettlement>()
        .AddSingleton<LetterDesk>();
}

/// <summary>The operations whose calls are never repeated blindly, by name.</summary>
internal sealed class CallOperations(IReadOnlyDictionary<string, ConsequentialOperation> operations)
{
    public ConsequentialOperation? Find(string name) => operations.GetValueOrDefault(name);
}
