using System.Globalization;
using Bot.Engine.Loading.Yaml;
using Bot.Sandbox.Operations;

namespace Bot.Host.Replays;

/// <summary>Says which part of a line <c>given http POST /bookings answers 201 {"id":"B-7"}</c> is not as it must be.</summary>
internal static class HttpWords
{
    private const string Form = "write given http POST /bookings answers 201 {\"id\":\"B-7\"}";

    private const string Answers = "answers";

    /// <param name="words">What stands behind <c>given http</c>.</param>
    public static string Instead(string[] words)
    {
        if (words is not [var method, var path, var answers, var status, .. var rest]) return Form;
        if (!PlayedAnswer.Methods.Contains(method)) return Nearest.Instead(method, PlayedAnswer.Methods);
        if (path[0] != '/') return $"begin the path with /: /{path}";
        if (answers != Answers) return Nearest.Instead(answers, [Answers]);
        if (!int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599) return "write a status from 200 to 599";

        // What is right as far as here is wrong in how often, or in what it answers.
        var often = rest.TakeWhile(word => word[0] is not ('{' or '[')).ToArray();
        return PlayedAnswer.Parse($"{method} {path} {Answers} {string.Join(' ', often.Prepend(status))}") is null
            ? "write once, always or 3 times behind the status, and then the body as JSON"
            : "what is answered is no JSON; write {\"id\":\"B-7\"}";
    }
}
