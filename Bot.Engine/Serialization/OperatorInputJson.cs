using Bot.Engine.Sessions;

namespace Bot.Engine.Serialization;

/// <summary>What operators did, as the turn log keeps it. Each kind begins with a property of its own; who did it comes behind.</summary>
internal static class OperatorInputJson
{
    public static void Write(ref SessionJsonWriter writer, OperatorInput input)
    {
        switch (input)
        {
            case MovedByOperator moved:
                writer.Text("moved"u8, moved.State);
                if (moved.HandsBack) writer.Flag("back"u8, true);
                break;
            case EndedByOperator:
                writer.Text("ended"u8, "");
                break;
            case SetByOperator set:
                writer.Text("set"u8, set.Language ?? "");
                if (set.WithHuman is { } human) writer.Flag("human"u8, human);
                break;
            case AnsweredByOperator answered:
                writer.Text("answered"u8, answered.State);
                writer.Text("said"u8, answered.Text);
                break;
            case WrittenByOperator written:
                Write(ref writer, written.Message);
                break;
            default:
                throw new ArgumentException($"{input.GetType().Name} has no place in the turn log.", nameof(input));
        }

        if (input.By is { } by) writer.Text("by"u8, by);
        if (input.Holder is { } holder) writer.Text("holder"u8, holder);
    }

    private static void Write(ref SessionJsonWriter writer, OperatorMessage message)
    {
        writer.Text("written"u8, message.Text);
        if (message.Link.Length > 0) writer.Text("link"u8, message.Link);
        if (message.FileName.Length > 0) writer.Text("file"u8, message.FileName);
        if (message.Template is { } template) InputJson.Write(ref writer, template);
    }
}
