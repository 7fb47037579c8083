using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Host.Api.Resources;
using Bot.Products.Fastag;
using Bot.Products.Fastag.Inputs;

namespace Bot.Host.Api.Vehicles;

/// <summary>What may be done with vehicles.</summary>
internal sealed class VehicleEndpoints(VehicleRepository vehicles, TagRepository tags, AgentRepository agents, IVehicleCatalogue catalogue,
    IRecordStore records, RecordPages pages, TimeProvider clock, IRestrictions? restrictions = null)
{
    /// <summary>How a number plate is read.</summary>
    internal static readonly InputType Plate = InputTypes.BuiltIn.Find("vehicleRegistration")!;

    private const int LongestWord = 60;
    private const int LongestName = 80;

    /// <summary>A vehicle identification number has 17 characters (ISO 3779); older ones are shorter.</summary>
    private const int LongestChassis = 20;

    private static readonly string[] Fields = ["vehicle_number", "agent_id", "owner_name", "owner_mobile", "engine_number", "chassis_number", "manufacturer", "model", "descriptor", "colour"];
    private static readonly string[] ShownOnly = ["vehicle_id", "fastag_id", "status", "created_at", "updated_at"];

    public Task<ResourceAnswer> ListAsync(ResourceCall call) => pages.AnswerAsync(
        call, VehicleRepository.Kind, "Vehicles", [VehicleRepository.Untagged, VehicleRepository.Tagged], vehicles.ByOwnerMobile, VehicleRepository.Read,
        (vehicle, filter) =>
            !IsRestricted(vehicle.Value) && (filter.Status is null || VehicleRepository.StatusOf(vehicle.Value) == filter.Status)
                && (filter.AgentId.Length == 0 || vehicle.Value.AgentId == filter.AgentId)
            && SearchWords.Match(filter.Text, vehicle.Value.Number, vehicle.Value.Manufacturer, vehicle.Value.Model),
        vehicle => Task.FromResult(VehicleView.Of(vehicle.Value, whole: false)));

    /// <summary>By id or by number, which are the same; however the number is written.</summary>
    public async Task<ResourceAnswer> GetAsync(ResourceCall call) =>
        await FindAsync(call) is { } vehicle ? ResourceAnswer.Ok("Vehicle", View(vehicle.Value, call)) : Unknown;

    public async Task<ResourceAnswer> CreateAsync(ResourceCall call, ResourceBody body)
    {
        var now = clock.GetUtcNow();
        var vehicle = Read(body, new Vehicle { Number = body.Typed("vehicle_number", Plate, now, needed: true) ?? "", CreatedAt = now, UpdatedAt = now }, now);
        await CheckAgentAsync(body, vehicle, call);
        return body.Faults.Count > 0 ? ResourceAnswer.Invalid(body.Faults) : await OptimisticRetry.RunAsync(async () =>
        {
            // One that was deleted comes back as it is described now; that it once carried a tag stays known.
            var old = await vehicles.FindAsync(vehicle.Number, call.Cancel);
            if (old is { Value.DeletedAt: null }) return ResourceAnswer.Conflict("There is a vehicle with this number.", ("vehicle_number", "It is known already."));

            var made = vehicle with { EverTagged = old?.Value.EverTagged ?? false };
            return await records.ChangeAsync([vehicles.Change(made, old?.Version ?? 0)], call.Cancel) ? ResourceAnswer.Created("Vehicle created", View(made, call)) : null;
        });
    }

    public Task<ResourceAnswer> UpdateAsync(ResourceCall call, ResourceBody body) => OptimisticRetry.RunAsync(async () =>
    {
        if (await FindAsync(call) is not { } before) return Unknown;

        var now = clock.GetUtcNow();
        if (body.Has("vehicle_number") && body.Typed("vehicle_number", Plate, now) is var number && number != before.Value.Number)
            body.Faults.TryAdd("vehicle_number", "A vehicle keeps its number; create another vehicle.");
        var after = Read(body, before.Value, now) with { UpdatedAt = now };
        await CheckAgentAsync(body, after, call);
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        return await records.ChangeAsync([vehicles.Change(after, before.Version)], call.Cancel) ? ResourceAnswer.Ok("Vehicle changed", View(after, call)) : null;
    });

    public Task<ResourceAnswer> DeleteAsync(ResourceCall call) => OptimisticRetry.RunAsync(async () =>
    {
        if (await FindAsync(call) is not { } vehicle) return Unknown;
        if (vehicle.Value.Tag.Length > 0 && await tags.FindAsync(vehicle.Value.Tag, call.Cancel) is { Value.State: TagState.Active })
            return ResourceAnswer.Conflict("The vehicle carries an active tag; deactivate it first.", ("fastag_id", $"{vehicle.Value.Tag} is active."));

        var history = vehicle.Value.EverTagged;
        var change = history ? vehicles.Change(vehicle.Value with { DeletedAt = clock.GetUtcNow() }, vehicle.Version) : VehicleRepository.Removal(vehicle);
        return await records.ChangeAsync([change], call.Cancel) ? ResourceAnswer.Ok("Vehicle deleted", new { VehicleId = vehicle.Value.Number, HistoryKept = history }) : null;
    });

    public Task<ResourceAnswer> ManufacturersAsync(ResourceCall call) =>
        Task.FromResult(ResourceAnswer.Ok("Manufacturers", new { catalogue.Manufacturers }, catalogue.Manufacturers));

    public Task<ResourceAnswer> ModelsAsync(ResourceCall call)
    {
        var manufacturer = call.Path("manufacturer").Trim();
        return Task.FromResult(catalogue.ModelsOf(manufacturer) is { } models
            ? ResourceAnswer.Ok("Models", new { Manufacturer = manufacturer.ToUpperInvariant(), Models = models }, models)
            : ResourceAnswer.NotFound("There is no such manufacturer; GET /vehicles/manufacturers lists them."));
    }

    public Task<ResourceAnswer> DescriptorsAsync(ResourceCall call) =>
        Task.FromResult(ResourceAnswer.Ok("Descriptors", new { catalogue.Descriptors }, catalogue.Descriptors));

    private static ResourceAnswer Unknown => ResourceAnswer.NotFound("There is no such vehicle.");

    private static VehicleView View(Vehicle vehicle, ResourceCall call) => VehicleView.Of(vehicle, call.ShowsPersonal);

    private async Task<Versioned<Vehicle>?> FindAsync(ResourceCall call)
    {
        var given = call.Path("vehicle_id") is { Length: > 0 } id ? id : call.Path("vehicle_number");
        if (Plate.Read(given, clock.GetUtcNow()) is not Accepted plate) return null;
        return await vehicles.FindAsync(plate.Value.Text, call.Cancel) is { Value.DeletedAt: null } vehicle && !IsRestricted(vehicle.Value) ? vehicle : null;
    }

    /// <summary>The owner is to be erased: nothing of theirs is shown any more. The number is theirs on every channel.</summary>
    private bool IsRestricted(Vehicle vehicle) => vehicle.OwnerMobile.Length > 0 && restrictions?.Restricts($"api:{vehicle.OwnerMobile}") == true;

    private static Vehicle Read(ResourceBody body, Vehicle vehicle, DateTimeOffset now)
    {
        body.Takes(Fields, ShownOnly);
        return vehicle with
        {
            AgentId = body.Text("agent_id", LongestName) ?? vehicle.AgentId,
            OwnerName = body.Text("owner_name", LongestName) ?? vehicle.OwnerName,
            OwnerMobile = body.Mobile("owner_mobile") ?? vehicle.OwnerMobile,
            EngineNumber = body.Typed("engine_number", FastagInputTypes.EngineNumber, now) ?? vehicle.EngineNumber,
            ChassisNumber = body.Text("chassis_number", LongestChassis)?.ToUpperInvariant() ?? vehicle.ChassisNumber,
            Manufacturer = body.Text("manufacturer", LongestWord) ?? vehicle.Manufacturer,
            Model = body.Text("model", LongestWord) ?? vehicle.Model,
            Descriptor = body.Text("descriptor", LongestWord) ?? vehicle.Descriptor,
            Colour = body.Text("colour", LongestWord) ?? vehicle.Colour,
        };
    }

    private async Task CheckAgentAsync(ResourceBody body, Vehicle vehicle, ResourceCall call)
    {
        if (body.Has("agent_id") && vehicle.AgentId.Length > 0 && await agents.FindAsync(vehicle.AgentId, call.Cancel) is not { Value.DeletedAt: null })
            body.Faults.TryAdd("agent_id", "There is no such agent.");
    }
}
