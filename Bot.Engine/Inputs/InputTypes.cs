namespace Bot.Engine.Inputs;
public static class InputTypes { public static IReadOnlyList<InputType> All { get; } = []; public static InputType? Find(string name) => All.FirstOrDefault(t => t.Name == name); }
