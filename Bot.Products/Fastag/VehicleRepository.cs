using System.Text.Json;
using Bot.Engine.Abstractions;

namespace Bot.Products.Fastag;

/// <summary>Vehicles as records, by their number.</summary>
public sealed class VehicleRepository(IRecordStore records, ISecrets secrets)
{
    public const string Kind = "vehicle";
    public const string Tagged = "tagged";
    public const string Untagged = "untagged";
    private const string MobileLookup = "ownerMobile";

    /// <summary>Deleted ones too.</summary>
    /// <param name="number">Canonical.</param>
    public async Task<Versioned<Vehicle>?> FindAsync(string number, CancellationToken cancel) =>
        await records.FindAsync(Kind, number, cancel).ConfigureAwait(false) is { } stored ? Read(stored) : null;

    /// <param name="version">Of the record it was made of; 0 for a new one.</param>
    public RecordChange Change(Vehicle vehicle, long version) =>
        new(Kind, vehicle.Number, version, JsonSerializer.Serialize(vehicle, TagJson.Default.Vehicle), Lookups(vehicle));

    public static RecordChange Removal(Versioned<Vehicle> vehicle) => new(Kind, vehicle.Value.Number, vehicle.Version, null);

    /// <summary>The look-up that finds the vehicles of an owner.</summary>
    public (string Name, string Value) ByOwnerMobile(string mobile) => (MobileLookup, secrets.Hash("vehicle.ownerMobile", mobile));

    public static string StatusOf(Vehicle vehicle) => vehicle.Tag.Length > 0 ? Tagged : Untagged;

    public static Versioned<Vehicle> Read(StoredRecord stored) => Versioned<Vehicle>.Of(stored, TagJson.Default.Vehicle);

    private List<KeyValuePair<string, string>> Lookups(Vehicle vehicle)
    {
        if (vehicle.DeletedAt is not null) return [];

        var lookups = new List<KeyValuePair<string, string>>
        {
            new(Listed.Name, Listed.Value),
            new(Listed.Status, StatusOf(vehicle)),
        };
        lookups.AddRange(Listed.Of(vehicle.AgentId));
        if (vehicle.OwnerMobile.Length > 0) lookups.Add(KeyValuePair.Create(MobileLookup, ByOwnerMobile(vehicle.OwnerMobile).Value));
        lookups.AddRange(SearchWords.Lookups(vehicle.Number, vehicle.Manufacturer, vehicle.Model));
        return lookups;
    }
}
