using System.CommandLine;

namespace Bot.Host.Commands;

/// <param name="Number">The number to talk as, as typed.</param>
/// <param name="Save">File that takes the conversation as a replay; null for none.</param>
internal sealed record ChatRequest(string Number, FileInfo? Save);

/// <summary><c>chat</c>: talk to the bot in the terminal.</summary>
internal static class ChatCommand
{
    public static Command Create(Func<ChatRequest, CancellationToken, Task<int>> handle)
    {
        var number = new Option<string>("--as") { Description = "The mobile number to talk as.", HelpName = "number", DefaultValueFactory = _ => "9876543210" };
        var save = new Option<FileInfo?>("--save") { Description = "Write the conversation to a replay file.", HelpName = "file.replay" };
        var command = new Command("chat", """
            Talk to the bot in the terminal as any number and see each turn's state.

            Examples:
              Bot.Host chat
              Bot.Host chat --as 9876500002
              Bot.Host chat --save flows/fastag-assign/wrong-otp.replay
            """) { number, save };
        command.SetAction((parsed, cancel) => handle(new(parsed.GetRequiredValue(number), parsed.GetValue(save)), cancel));
        return command;
    }
}
