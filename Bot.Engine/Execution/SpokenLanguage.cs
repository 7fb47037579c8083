using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>The language a person is answered in: one that was chosen stays, a word of one language speaks for it only where there is none yet.</summary>
internal sealed class SpokenLanguage(Session begun, IVocabulary words)
{
    /// <summary>A key of the messages files.</summary>
    public string Code { get; private set; } = begun.Language;

    public bool IsChosen { get; private set; } = begun.LanguageChosen;

    /// <summary>The person, or an operator for them, chooses a language.</summary>
    public void Choose(string language) => (Code, IsChosen) = (language, true);

    /// <summary>A conversation is begun in a language that the person did not choose: what they choose later wins.</summary>
    public void Begin(string language)
    {
        if (!IsChosen) Code = language;
    }

    /// <summary>A word was said that belongs to a language; empty for a word of several, which speaks for none.</summary>
    public void Hear(string language)
    {
        if (language.Length > 0 && !IsChosen && Code == words.Languages[0]) Code = language;
    }
}
