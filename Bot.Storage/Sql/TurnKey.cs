namespace Bot.Storage.Sql;

/// <summary>
/// Where a turn is found: one number of the names of its conversation and its input's id. The turns of a conversation stand side by side. Several may share a
/// number, so the names are compared as well.
/// </summary>
/// <remarks>
/// An index of it is a quarter of one over the names, and stays in memory. Taken from the signs of the names, which are hashes already, so that SQL can tell
/// it too.
/// </remarks>
internal static class TurnKey
{
    /// <summary>Numbers of one conversation.</summary>
    public const long Span = 1L << (Signs * HandledSigns);

    private const int Signs = 7;
    private const int ConversationSigns = 5;
    private const int HandledSigns = 4;

    /// <summary>The last sign of a name holds two bits only.</summary>
    private const int Unused = 1;

    /// <param name="conversation">Name of the conversation's rows.</param>
    /// <param name="handled">Name of the input's id.</param>
    public static long Of(string conversation, string handled) => First(conversation) + Number(handled, HandledSigns);

    /// <summary>The first number that a conversation's turns may have; those of <see cref="Span"/> behind it are theirs.</summary>
    public static long First(string conversation) => Number(conversation, ConversationSigns) * Span;

    /// <summary>The same as SQL of columns.</summary>
    public static string Sql(SqlDialect dialect, string conversation, string handled) =>
        $"({Sum(dialect, conversation, ConversationSigns)}) * {Span} + {Sum(dialect, handled, HandledSigns)}";

    private static long Number(string name, int signs)
    {
        var number = 0L;
        for (var back = signs + Unused; back > Unused; back--)
            number = (number << Signs) + (back <= name.Length ? name[^back] & ((1 << Signs) - 1) : 0);
        return number;
    }

    private static string Sum(SqlDialect dialect, string column, int signs) => string.Join(
        " + ", Enumerable.Range(0, signs).Select(at => $"{dialect.CodeOf(column, at + 1 + Unused)} % {1 << Signs} * {1L << (Signs * at)}"));
}
