using Bot.Engine.Flows;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bot.Engine.Loading.Yaml;

/// <summary>What YAML has and the files of flows have not: anchors, references, tags, and a second document in one file. Each is told at its place, for none
/// of them would do what its author means.</summary>
/// <remarks>Source: YAML 1.2.2, 3.2.2.2 (anchors and aliases), 3.2.1.2 (tags), 9.2 (streams).</remarks>
public static class PlainYaml
{
    /// <summary>Why a reference ends the reading: what it stands for is not known.</summary>
    internal const string NoReferences = "references (*name) are not understood, write out what they stand for";

    /// <summary>What is wrong with a piece besides its content, and what to write instead; null for nothing.</summary>
    public static (string Problem, string Instead)? FaultOf(ParsingEvent piece) => piece switch
    {
        NodeEvent { Anchor.IsEmpty: false } anchored =>
            ($"anchors (&{anchored.Anchor.Value}) are not understood here", "take it out; a text that begins with & stands in quotes"),
        NodeEvent { Tag.IsEmpty: false } tagged => ($"tags ({tagged.Tag.Value}) are not understood here", "take it out; a text that begins with ! stands in quotes"),
        _ => null,
    };

    /// <summary><c>null</c> or <c>~</c> without quotes: nothing is written there.</summary>
    public static bool IsNothing(Scalar written) => written is { IsPlainImplicit: true, Style: ScalarStyle.Plain, Value: "~" or "null" };

    /// <summary>Reads on to the end of the file behind its document, and tells where another one begins.</summary>
    /// <exception cref="YamlException">What follows is no YAML.</exception>
    public static void Finish(IParser parser, string file, ICollection<Issue> issues)
    {
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<StreamEnd>(out _)) return;

        var at = parser.Current!.Start;
        issues.Add(new(file, (int)at.Line, (int)at.Column, "a second document begins here, which nothing reads", "take the line --- out, or put what follows into a file of its own"));
    }

    /// <summary>Why a text is no YAML, in words that say more than the parser's where those name its own states only.</summary>
    public static string ReasonOf(YamlException exception)
    {
        var reason = exception.InnerException?.Message ?? exception.Message;
        return reason.Contains("<document ", StringComparison.Ordinal) ? "this line belongs to nothing above it, for the first one stands further in" : reason;
    }
}
