using System.Text;
using HandlebarsDotNet;

namespace Bot.Templates.Templating;

/// <summary>A template with blocks, rendered by Handlebars.Net over a copy of the reply's values.</summary>
internal sealed class HandlebarsTemplate(ParsedTemplate parsed) : Template(parsed)
{
    private static readonly IHandlebars s_handlebars = CreateEnvironment();

    private readonly HandlebarsTemplate<object, object> _compiled = s_handlebars.Compile(parsed.Handlebars);

    protected override void Write(StringBuilder buffer, in RenderScope scope) => buffer.Append(_compiled(ShownValue.Root(scope)));

    private static IHandlebars CreateEnvironment()
    {
        // WhatsApp text is no HTML: an ampersand is an ampersand.
        var environment = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
        foreach (var format in Enum.GetValues<ValueFormat>())
        {
            environment.RegisterHelper(ValuePart.HelperName(format, false), (writer, _, arguments) => Show(writer, arguments[0], format, false));
            environment.RegisterHelper(ValuePart.HelperName(format, true), (writer, _, arguments) => Show(writer, arguments[0], format, true));
        }

        return environment;
    }

    private static void Show(EncodedTextWriter writer, object? value, ValueFormat format, bool reveal)
    {
        // Records, lists and what is not set show nothing; numbers are Handlebars' own (@index).
        if (value is ShownValue shown) writer.WriteSafeString(shown.Text(format, reveal));
        else if (value is string or int) writer.WriteSafeString(value);
    }
}
