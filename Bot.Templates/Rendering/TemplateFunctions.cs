using System.Collections.Frozen;
using Scriban.Functions;
using Scriban.Runtime;

namespace Bot.Templates.Rendering;

/// <summary>The functions that templates may call: ours, and those of Scriban that only look at the text or list they are given. None reads a clock, a file
/// or chance, reflects on an object, reads a text as a template, or cuts one in the middle of a letter.</summary>
internal static class TemplateFunctions
{
    public const string Reveal = "reveal";

    /// <summary>Stands behind a function's name within Scriban. No slot or field is called so: none can hide a function.</summary>
    private const string Mark = "()";

    private static readonly string[] TextFunctions =
        ["append", "capitalize", "contains", "downcase", "ends_with", "prepend", "replace", "starts_with", "strip", "upcase"];

    private static readonly string[] ListFunctions = ["first", "join", "last", "limit", "size"];

    private static readonly FrozenDictionary<string, IScriptCustomFunction> Functions = new Dictionary<string, IScriptCustomFunction>
    {
        ["money"] = Format(ValueFormat.Money),
        ["date"] = Format(ValueFormat.Date),
        ["mobile"] = Format(ValueFormat.Mobile),
        ["label"] = Format(ValueFormat.Label),
        [Reveal] = new ValueFunction(value => value.Revealed()),
    }.Concat(Of("string", new StringFunctions(), TextFunctions)).Concat(Of("array", new ArrayFunctions(), ListFunctions)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, as templates write them.</summary>
    public static IEnumerable<string> Names => Functions.Keys.Order(StringComparer.Ordinal);

    /// <summary>A function by the name that templates write; null where there is none.</summary>
    public static IScriptCustomFunction? Find(string name) => Functions.GetValueOrDefault(name);

    /// <summary>Whether a function looks at the items of a list. A text has letters, and Scriban would take halves of them.</summary>
    public static bool TakesList(string name) => name.StartsWith("array.", StringComparison.Ordinal);

    /// <summary>Whether what a function gives may be a list.</summary>
    public static bool GivesList(string name) => name is "array.first" or "array.last" or "array.limit";

    /// <summary>Whether a function understands what it is given besides the value; what that has to be, and how a template writes it.</summary>
    public static (bool IsRight, string What, string Written) Argument(string function, int place, object? literal) => (function, place) switch
    {
        ("array.limit", _) => (literal is int, "a number", "5"),
        ("string.replace", 0) => (literal is string { Length: > 0 }, "a text in quotes that is not empty", "'this' 'that'"),
        ("string.replace", _) => (literal is string, "a text in quotes", "'this' 'that'"),
        _ => (literal is string, "a text in quotes", "'text'"),
    };

    /// <summary>The format that a function writes a value in; null for functions that do something else.</summary>
    public static ValueFormat? FormatOf(string name) => name switch
    {
        "money" => ValueFormat.Money,
        "date" => ValueFormat.Date,
        "mobile" => ValueFormat.Mobile,
        "label" => ValueFormat.Label,
        _ => null,
    };

    /// <summary>The name of a function within Scriban.</summary>
    public static string Marked(string name) => name + Mark;

    /// <summary>The name that templates write.</summary>
    public static string Unmarked(string name) => IsFunction(name) ? name[..^Mark.Length] : name;

    /// <summary>Whether a name within Scriban is one of a function.</summary>
    public static bool IsFunction(string member) => member.EndsWith(Mark, StringComparison.Ordinal);

    /// <summary>All functions under their names within Scriban.</summary>
    public static ScriptObject ForScriban()
    {
        var all = new ScriptObject();
        foreach (var (name, function) in Functions) all.SetValue(Marked(name), function, readOnly: true);
        return all;
    }

    private static ValueFunction Format(ValueFormat format) => new(value => value.In(format));

    private static IEnumerable<KeyValuePair<string, IScriptCustomFunction>> Of(string group, ScriptObject all, string[] chosen) =>
        chosen.Select(name => KeyValuePair.Create($"{group}.{name}", (IScriptCustomFunction)all[name]!));
}
