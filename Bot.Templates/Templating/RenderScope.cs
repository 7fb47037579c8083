using System.Globalization;
using System.Text;
using Bot.Engine.Execution;
using Bot.Engine.Flows;
using Bot.Engine.Values;

namespace Bot.Templates.Templating;

/// <summary>All that a template may show: the reply's values, the words of its language, and which slots are personal.</summary>
internal readonly record struct RenderScope(Reply Reply, LanguageWords Words, Func<string, string, bool> Personal)
{
    public bool IsPersonal(string slot) => Personal(Reply.Flow, slot);

    /// <summary>An argument, else a slot, by its name, and a field in it by the rest of the path.</summary>
    public Value? Find(string[] names)
    {
        var value = Argument(names[0]) ?? Reply.Slots.Find(names[0]);
        for (var i = 1; i < names.Length; i++) value = value?.Field(names[i]);
        return value;
    }

    /// <summary>Whether there is an argument, else a slot, of this name and anything in it.</summary>
    public bool Holds(string name) => (Argument(name) ?? Reply.Slots.Find(name)) switch
    {
        RecordValue record => !record.Fields.IsEmpty,
        ListValue list => !list.Items.IsEmpty,
        var value => value?.Text.Length > 0,
    };

    /// <summary>The offered choices as lines: <c>1. PAN</c>. Paging rows have no number.</summary>
    public void WriteChoices(StringBuilder buffer)
    {
        for (var i = 0; i < Reply.Choices.Length; i++)
        {
            var choice = Reply.Choices[i];
            if (i > 0) buffer.Append('\n');
            if (choice.Number > 0) buffer.Append(CultureInfo.InvariantCulture, $"{choice.Number}. ");
            buffer.Append(Words.LabelOf(choice));
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
