namespace Bot.Engine.Flows;

/// <summary>One thing to tap.</summary>
/// <param name="Payload">What a tap on it brings back: the state, a hash sign and the value; so a tap on an old menu is known for what it is.</param>
/// <param name="Value">The slot's value when it is chosen.</param>
/// <param name="Number">Its number when typed, from 1 over all pages; 0 for paging rows.</param>
/// <param name="LabelKey">Key of its label in the messages files (<c>idProofType.pan</c>); empty when <paramref name="Label"/> is given.</param>
/// <param name="Label">Its label when it comes from data rather than from a messages file.</param>
public sealed record Choice(string Payload, string Value, int Number, string LabelKey, string Label);
