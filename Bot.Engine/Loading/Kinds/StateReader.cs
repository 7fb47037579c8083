using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Flows.Kinds;
using Bot.Engine.Inputs;
using Bot.Engine.Loading.Types;
using Bot.Engine.Loading.Yaml;
using Bot.Engine.Values;

namespace Bot.Engine.Loading.Kinds;

/// <summary>Reads one state of a flow: the words that several kinds share.</summary>
public sealed class StateReader(string name, Node map, FlowContext context, ICollection<Issue> issues) : MapReader(map, $"state '{name}'", issues)
{
    private static readonly OperationContract UnknownOperation = new("", [], []);

    public string Name => name;

    /// <summary>Photos are looked at when they arrive: the operation for that is there.</summary>
    internal bool ChecksImages => context.Operations.ContainsKey(ImageCheck.Operation);

    /// <summary>The way on; required. <paramref name="edits"/>: a branch may lead to the question which answer to change.</summary>
    public Next Next(bool edits = false)
    {
        var node = Take("next");
        if (node is null || node.IsEmpty)
        {
            Report(At, $"state '{name}' has no 'next'", "write next: and the name of a state");
            return new([]);
        }
        if (node.Kind == NodeKind.Scalar) return new([new(null, node.Text, false, node.At)]);
        if (node.Kind == NodeKind.List && node.Items.All(item => item.Kind == NodeKind.Map))
        {
            var branches = node.Items.Select(item => Branch(item, edits)).ToImmutableArray();
            if (branches.Length > 0 && branches[^1].When is not null) Report(node.Items[^1].At, "the last branch has a condition, so there may be no way on", "end the list with { to: state }");
            return new(branches);
        }
        Report(node.At, "'next' is neither a state nor a list of branches", "write next: state, or a list of - { when: { slot: value }, to: state }");
        return new([]);
    }

    public string? SlotName(string key)
    {
        var slot = OptionalName(key);
        if (slot is not null) CheckSlot(slot, Take(key)!.At);
        return slot;
    }

    public ImmutableArray<string> SlotNames(string key)
    {
        var names = Names(key);
        foreach (var (slot, at) in names) CheckSlot(slot, at);
        return [.. names.Select(pair => pair.Name)];
    }

    /// <summary>How an answer is read: the input type under <paramref name="key"/>, or the slot's own.</summary>
    public InputType TypeOf(string slot, string key)
    {
        if (Take(key) is { Kind: NodeKind.Map } && Inner(key) is { } map)
        {
            var read = TypeReader.Read(map, map.RequiredName("type"), context.InputTypes);
            map.Finish();
            if (read is not null) return read;
        }
        var named = Take(key)?.Kind == NodeKind.Map ? Take(key)!.Find("type")?.Text ?? "" : OptionalName(key);
        if (named is not null && context.InputTypes.Find(named) is { } type) return type;
        if (named is not null) Report(Take(key)!.At, $"there is no input type '{named}'", Nearest.Instead(named, context.InputTypes.All));
        if (context.Slots.GetValueOrDefault(slot) is { Type: { } own }) return own;

        if (named is null) Report(At, $"nothing says how the answer to '{name}' is read", $"declare the slot '{slot}' with an input type, or write {key}: and one");
        return new FreeText();
    }

    public bool IsRecord(string slot) => context.Slots.GetValueOrDefault(slot)?.TypeName == "record";

    public Choosable Choosable(string key)
    {
        var node = Take(key);
        if (node?.Kind == NodeKind.Map)
        {
            var reader = new MapReader(node, $"'{key}'", Issues);

            // A menu of flows is written out before this; one that could not be has been told.
            if (reader.Take("flows") is { IsEmpty: false }) return new([], null, "", "");
            var from = reader.RequiredName("from");
            var label = reader.OptionalName("label") ?? "name";
            var value = reader.OptionalName("value") ?? label;
            reader.Finish();
            var at = node.Find("from")?.At ?? node.At;
            if (from.Length > 0) CheckSlot(new SlotSource(from, at).Slot, at);
            return new([], new(from, at), value, label);
        }
        var names = Names(key);
        if (names.IsEmpty) Report(node?.At ?? At, $"state '{name}' offers nothing", $"write {key}: [one, two] or {key}: {{ from: slot, label: field }}");
        return new([.. names.Select(pair => pair.Name)], null, "", "");
    }

    /// <summary>Named values: <c>{ vehicleNumber, mobile: userMobile, imageType: { text: RCFRONT } }</c>.</summary>
    public ImmutableArray<Binding> Bindings(string key, bool results)
    {
        var node = Take(key);
        if (node is null || node.IsEmpty) return [];
        if (node.Kind != NodeKind.Map)
        {
            Report(node.At, $"'{key}' must be a map of names", $"write {key}: {{ name: slot }}");
            return [];
        }
        return BindingsOf(node, results);
    }

    /// <summary>Slots and what they are set to.</summary>
    public ImmutableArray<Binding> Settings(string key)
    {
        var set = Bindings(key, results: false);
        foreach (var binding in set) CheckSlot(binding.Name, binding.At);
        return set;
    }

    public OperationContract Operation(string key)
    {
        var operation = RequiredName(key);
        if (operation.Length == 0) return UnknownOperation;
        if (context.Operations.TryGetValue(operation, out var contract)) return contract;

        Report(Take(key)!.At, $"there is no operation '{operation}'", Nearest.Instead(operation, context.Operations.Keys));
        return UnknownOperation with { Name = operation };
    }

    public ImmutableArray<OutcomeBranch> Outcomes(string key)
    {
        var node = Take(key);
        if (node?.Kind != NodeKind.Map)
        {
            Report(node?.At ?? At, $"state '{name}' does not say what follows its outcomes", $"write {key}: with one line for each outcome");
            return [];
        }
        return [.. node.Entries.Select(entry => Outcome(entry.Key, entry.Value))];
    }

    /// <summary>What every question may have.</summary>
    public QuestionSettings QuestionSettings(InputType? type = null) =>
        new(Attempts(), Timeouts(), CommandWords(), TypeReader.Rewording(this, type) ?? RejectWords.None, Flag("always"), At)
        {
            RejectArguments = type is null ? ["example"] : [.. type.MessageArguments.Select(argument => argument.Key), .. type.RejectionArguments, "count"],
        };

    public Attempts? Attempts()
    {
        if (Inner("attempts", "max: 3, then: state") is not { } reader) return null;

        var attempts = new Attempts(reader.Number("max", 1, 20), reader.RequiredName("then"), reader.At);
        reader.Finish();
        return attempts;
    }

    public Timeouts Timeouts() => TimeoutsOf(this);

    public static Timeouts TimeoutsOf(MapReader map)
    {
        Reminder? remind = null;
        Expiry? expire = null;
        if (map.Inner("remind", "after: 10m, say: key") is { } reminder)
        {
            remind = new(reminder.Duration("after"), reminder.RequiredName("say"), reminder.At);
            reminder.Finish();
        }
        if (map.Inner("expire", "after: 24h, next: state") is { } expiry)
        {
            expire = new(expiry.Duration("after"), expiry.RequiredName("next"), expiry.At);
            expiry.Finish();
        }
        if (remind is not null && expire is not null && expire.After > TimeSpan.Zero && remind.After >= expire.After) map.Report(remind.At, "the reminder would come after the question has expired", "remind earlier or expire later");
        return new(remind, expire);
    }

    public ImmutableArray<CommandWord> CommandWords()
    {
        var node = Take("commands");
        if (node is null || node.IsEmpty) return [];
        if (node.Kind != NodeKind.Map)
        {
            Report(node.At, "'commands' must be a map", "write commands: { resend: state }");
            return [];
        }

        foreach (var (word, to) in node.Entries.Where(entry => entry.Value.Text.Length == 0))
            Report(to.At, $"'{word.Text}' leads to no state", $"write {word.Text}: and the name of a state");
        return [.. node.Entries.Select(entry => new CommandWord(entry.Key.Text, entry.Value.Text, entry.Value.At))];
    }

    private OutcomeBranch Outcome(Node key, Node value)
    {
        if (value.Kind == NodeKind.Scalar && !value.IsEmpty) return new(key.Text, [], null, value.Text, false, key.At);

        var reader = new MapReader(value, $"outcome '{key.Text}'", Issues);
        var set = BindingsOf(reader);
        var branch = new OutcomeBranch(key.Text, set, reader.OptionalName("say"), reader.OptionalName("next"), reader.Flag("retry"), key.At);
        reader.Finish();
        if (branch.Retry == branch.Next is not null) Report(key.At, $"outcome '{key.Text}' must lead somewhere or offer to try again, not both", "write next: state, or retry: true");
        if (branch.Retry && branch.Say is null) Report(key.At, $"outcome '{key.Text}' offers to try again and does not say why", "write say: and a message");
        foreach (var binding in set) CheckSlot(binding.Name, binding.At);
        return branch;
    }

    private ImmutableArray<Binding> BindingsOf(MapReader outcome)
    {
        if (outcome.Take("set") is not { IsEmpty: false } node) return [];
        if (node.Kind == NodeKind.Map) return BindingsOf(node, results: true);

        Report(node.At, "'set' must be a map of names", "write set: { slot: result.field }");
        return [];
    }

    private ImmutableArray<Binding> BindingsOf(Node map, bool results) =>
        [.. map.Entries.Select(entry => new Binding(entry.Key.Text, SourceOf(entry.Key, entry.Value, results), entry.Key.At))];

    private Source SourceOf(Node key, Node value, bool results)
    {
        if (value.Kind == NodeKind.Map && value.Find("text") is { Kind: NodeKind.Scalar } text && value.Entries.Count == 1)
            return new TextSource(Value.Of(text.Text), value.At);
        if (value.Kind != NodeKind.Scalar)
        {
            Report(value.At, $"'{key.Text}' is neither a slot nor fixed text", "write a slot's name, or { text: fixed }");
            return new TextSource(Value.Of(""), value.At);
        }
        var path = value.IsEmpty ? key.Text : value.Text;
        var at = value.IsEmpty ? key.At : value.At;
        if (results && path == "result") return new ResultSource("", at);
        if (results && path.StartsWith("result.", StringComparison.Ordinal)) return new ResultSource(path["result.".Length..], at);

        var source = new SlotSource(path, at);
        CheckSlot(source.Slot, at);
        return source;
    }

    private Branch Branch(Node node, bool edits)
    {
        var reader = new MapReader(node, "a branch", Issues);
        var when = reader.Take("when") is { } condition ? ConditionOf(condition) : null;
        var edit = reader.OptionalName("edit");
        var to = reader.OptionalName("to");
        reader.Finish();
        if (edit is not null && (edit != "any" || !edits)) reader.Report(node.At, "only a question can lead to editing", "write edit: any in an ask or choose state");
        if (edit is null == to is null) reader.Report(node.At, "a branch leads to one place", "write to: state, or edit: any");
        return new(when, to, edit is not null, node.At);
    }

    private Condition ConditionOf(Node node)
    {
        if (node.Kind != NodeKind.Map || node.Entries.Count == 0)
        {
            Report(node.At, "'when' must be a map of slots and values", "write when: { slot: value }");
            return new([]);
        }
        return new([.. node.Entries.Select(entry => ClauseOf(entry.Key, entry.Value)).OfType<Clause>()]);
    }

    private Clause? ClauseOf(Node key, Node value)
    {
        if (key.Text == "is")
        {
            if (Predicates.Find(value.Text) is { } predicate) return new Named(predicate, value.At);
            Report(value.At, $"there is no predicate '{value.Text}'", Nearest.Instead(value.Text, Predicates.All.Select(known => known.Name)));
            return null;
        }
        CheckSlot(new SlotSource(key.Text, key.At).Slot, key.At);
        if (value.Kind == NodeKind.Map && value.Find("set") is { Text: "true" or "yes" or "false" or "no" } set && value.Entries.Count == 1)
            return new IsSet(key.Text, set.Text is "true" or "yes", key.At);
        if (value.Kind == NodeKind.Scalar && !(value.IsEmpty && value.IsPlain)) return new OneOf(key.Text, [value.Text], key.At);
        if (value.Kind == NodeKind.List && value.Items.All(item => item.Kind == NodeKind.Scalar))
            return new OneOf(key.Text, [.. value.Items.Select(item => item.Text)], key.At);

        Report(value.At, $"'{key.Text}' is compared with nothing known", "write a value, a list of values, or { set: true }");
        return null;
    }

    private void CheckSlot(string slot, SourceLocation at)
    {
        if (!context.Slots.ContainsKey(slot)) Report(at, $"there is no slot '{slot}'", Nearest.Instead(slot, context.Slots.Keys, "declare it under slots:, or use one that is there"));
    }
}

/// <summary>What a state may refer to while it is read.</summary>
public sealed record FlowContext(IReadOnlyDictionary<string, SlotDefinition> Slots, IReadOnlyDictionary<string, OperationContract> Operations,
    TypeNames InputTypes);
