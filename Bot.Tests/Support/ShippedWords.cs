using Bot.Engine.Inputs;
using Bot.Templates.Loading;

namespace Bot.Tests.Support;

/// <summary>The words of the messages files that ship with the product.</summary>
internal static class ShippedWords
{
    public static Vocabulary All { get; } = new(MessageCatalogue.Load(Path.Combine(Repository.Root, "flows")).Catalogue);
}
