namespace Bot.Engine.Flows;

/// <summary>Where a flow stands in a menu that is made of the flows.</summary>
/// <param name="Order">Smaller ones come first.</param>
/// <param name="Label">The value of its option; its words stand under <c>options:</c> of the menu's messages, or of the flow's own.</param>
public sealed record MenuPlace(int Order, string Label);
