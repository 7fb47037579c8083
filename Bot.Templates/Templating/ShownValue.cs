using System.Text;
using Bot.Engine.Values;

namespace Bot.Templates.Templating;

/// <summary>A scalar on its way through Handlebars.Net, which knows where it comes from. Records travel as dictionaries, lists as lists.</summary>
/// <remarks>No public members: Handlebars.Net reads those of any object by reflection, and a personal value must not leave that way.</remarks>
internal sealed class ShownValue
{
    private readonly RenderScope _scope;
    private readonly string _path;
    private readonly string _text;
    private readonly bool _personal;

    private ShownValue(in RenderScope scope, string path, string text, bool personal) => (_scope, _path, _text, _personal) = (scope, path, text, personal);

    /// <summary>All values of a reply: slots, arguments over them, the lines of the choices.</summary>
    internal static Dictionary<string, object> Root(in RenderScope scope)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in scope.Reply.Slots.Items) values[name] = Of(scope, name, value, scope.IsPersonal(name));
        foreach (var (name, value) in scope.Reply.Arguments) values[name] = Of(scope, name, value, scope.IsPersonal(name));

        var choices = new StringBuilder();
        scope.WriteChoices(choices);
        values[TemplateParser.Choices] = choices.ToString();
        return values;
    }

    internal string Text(ValueFormat format, bool reveal)
    {
        var buffer = new StringBuilder();
        ValueText.Write(buffer, format, _personal && !reveal, _path, _text, _scope.Words);
        return buffer.ToString();
    }

    private static object Of(in RenderScope scope, string path, Value value, bool personal)
    {
        switch (value)
        {
            case RecordValue record:
                var fields = new Dictionary<string, object>(StringComparer.Ordinal);
                foreach (var (name, field) in record.Fields) fields.TryAdd(name, Of(scope, $"{path}.{name}", field, personal));
                return fields;
            case ListValue list:
                var items = new List<object>(list.Items.Length);
                foreach (var item in list.Items) items.Add(Of(scope, path, item, personal));
                return items;
            default:
                // An empty text is nothing to Handlebars' if.
                return value.Text.Length == 0 ? "" : new ShownValue(scope, path, value.Text, personal);
        }
    }
}
