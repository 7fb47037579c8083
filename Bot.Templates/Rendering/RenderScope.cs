using System.Globalization;
using System.Text;
using Bot.Engine.Execution;
using Bot.Engine.Values;

namespace Bot.Templates.Rendering;

/// <summary>All that a template may show: the reply's values, the labels of its language, and which slots, and fields of slots, are personal.</summary>
internal readonly record struct RenderScope(Reply Reply, ILabels Labels, Func<string, string, bool> Personal)
{
    /// <summary>The name under which a template reads the offered choices.</summary>
    public const string Choices = "choices";

    /// <summary>Whether a slot or argument is personal, or the field of it that is read.</summary>
    /// <param name="field">The field behind the slot's name (<c>agent.name</c>); null for none.</param>
    public bool IsPersonal(string slot, string? field = null) => Personal(Reply.Flow, slot) || (field is not null && Personal(Reply.Flow, field));

    /// <summary>An argument, else a slot, by its name, and a field in it by the rest of the path.</summary>
    public Value? Find(string[] names)
    {
        var value = Find(names[0]);
        for (var i = 1; i < names.Length; i++) value = value?.Field(names[i]);
        return value;
    }

    /// <summary>An argument, else a slot.</summary>
    public Value? Find(string name) => Argument(name) ?? Reply.Slots.Find(name);

    /// <summary>The offered choices as lines: <c>1. PAN</c>. Paging rows have no number.</summary>
    public void WriteChoices(StringBuilder buffer)
    {
        for (var i = 0; i < Reply.Choices.Length; i++)
        {
            var choice = Reply.Choices[i];
            if (i > 0) buffer.Append('\n');
            if (choice.Number > 0) buffer.Append(CultureInfo.InvariantCulture, $"{choice.Number}. ");
            buffer.Append(Labels.LabelOf(choice));
        }
    }

    private Value? Argument(string name)
    {
        // The last one wins, as in a dictionary.
        for (var i = Reply.Arguments.Length - 1; i >= 0; i--)
            if (Reply.Arguments[i].Key == name)
                return Reply.Arguments[i].Value;
        return null;
    }
}
