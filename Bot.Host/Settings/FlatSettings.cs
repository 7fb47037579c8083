using System.Globalization;
using Bot.Gateways.Operations;
using Bot.Gateways.Settings;

namespace Bot.Host.Settings;

/// <summary>
/// The one configuration source: finds each setting of the tables by its flat name in the strongest layer that has it, and puts it where the options of its
/// module are bound from.
/// </summary>
/// <remarks>A malformed value is told among <see cref="FaultsKey"/>; where no option could be bound from it, the default stands meanwhile.</remarks>
internal sealed class FlatSettings(IReadOnlyList<SettingLayer> layers, IReadOnlyList<SettingTable> tables,
    IReadOnlyList<string> faults, IReadOnlyList<string> warnings) : ConfigurationProvider, IConfigurationSource
{
    /// <summary>Sentences about what is malformed: the files themselves and the values in them.</summary>
    public const string FaultsKey = "Settings:Faults";

    /// <summary>Sentences about names in files of ours that are no setting.</summary>
    public const string UnknownKey = "Settings:Unknown";

    /// <summary>Sentences about what is likely a slip in them.</summary>
    public const string WarningsKey = "Settings:Warnings";

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        var wrong = new List<string>(faults);
        foreach (var table in tables)
        {
            foreach (var setting in table.Settings)
                Take(setting, table.PathOf(setting), wrong);
        }

        foreach (var layer in layers.Reverse())
        {
            foreach (var name in layer.Values.Keys.Where(name => name.StartsWith(TelemetryOptions.Prefix, StringComparison.Ordinal)))
            {
                if (layer.Find(name) is { } value) Data[name] = value;
            }

            foreach (var name in layer.Values.Keys.Where(name => name.StartsWith(HttpOperationOptions.SecretPrefix, StringComparison.Ordinal)))
            {
                if (layer.Find(name) is { } value) Data[$"{HttpOperationOptions.Section}:{nameof(HttpOperationOptions.Secrets)}:{name}"] = value;
            }
        }

        Put(FaultsKey, wrong);
        Put(UnknownKey, Strangers());
        Put(WarningsKey, warnings);
    }

    private void Take(Setting setting, string path, List<string> wrong)
    {
        if (Find(setting.Name) is not { } found || Data.ContainsKey(path)) return;

        var form = setting.Form;
        if (form.IsList)
        {
            Put(path, found.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return;
        }

        var taken = form.Read(found.Value);
        if (taken is null) wrong.Add($"{setting.Name}: \"{found.Value}\" (from {found.Layer}) is not {form.Expected}; write e.g. {setting.Name}={form.Example}");
        if ((taken ?? (form.TakesAnyText ? found.Value : null)) is { } value) Data[path] = value;
    }

    private (string Value, string Layer)? Find(string name)
    {
        foreach (var layer in layers)
        {
            if (layer.Find(name) is { } value) return (value, layer.Name);
        }

        return null;
    }

    private IEnumerable<string> Strangers()
    {
        var known = tables.SelectMany(table => table.Settings).Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        return from layer in layers
               where layer.Ours
               from name in layer.Values.Keys
               where !known.Contains(name) && !name.StartsWith(TelemetryOptions.Prefix, StringComparison.Ordinal)
                   && !name.StartsWith(HttpOperationOptions.SecretPrefix, StringComparison.Ordinal)
               select $"{name} in {layer.Name} is no setting of Bot: see env.example.";
    }

    private void Put(string path, IEnumerable<string> values)
    {
        foreach (var (index, value) in values.Index()) Data[string.Create(CultureInfo.InvariantCulture, $"{path}:{index}")] = value;
    }
}
