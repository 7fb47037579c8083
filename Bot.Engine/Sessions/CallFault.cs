namespace Bot.Engine.Sessions;

/// <summary>What would mend a call that did not come to its purpose, told beside its outcome. No flow has to name it.</summary>
/// <param name="Lasting">Trying again does not help before an operator mends it: a sentence for them, without anything personal. Empty for none.</param>
/// <param name="Argument">The argument that cannot be used; the question that it answers is asked again. Empty for none.</param>
/// <param name="Message">Key of the sentence that tells the person why; empty for none.</param>
public sealed record CallFault(string Lasting = "", string Argument = "", string Message = "");
