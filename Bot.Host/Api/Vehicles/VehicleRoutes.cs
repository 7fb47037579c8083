using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Vehicles;

/// <summary><c>/vehicles</c>: vehicles by their number, and what they are described with.</summary>
internal static class VehicleRoutes
{
    private const string One = """{"vehicle_id":"MH12AB1234","vehicle_number":"MH12AB1234","agent_id":null,"owner_name":"Ravi Kumar","owner_mobile":"9876500009","engine_number":"48213","chassis_number":"MA3EWB22S00123456","manufacturer":"MARUTI","model":"SWIFT","descriptor":"Petrol","colour":"White","fastag_id":null,"status":"untagged","created_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00"}""";
    private const string Masked = """{"vehicle_id":"MH12AB1234","vehicle_number":"MH12AB1234","agent_id":null,"owner_name":"XXXX Xumar","owner_mobile":"XXXXXX0009","engine_number":"48213","chassis_number":"XXXXXXXXXXXXX3456","manufacturer":"MARUTI","model":"SWIFT","descriptor":"Petrol","colour":"White","fastag_id":null,"status":"untagged","created_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00"}""";

    public static IServiceCollection AddVehicles(this IServiceCollection services) => services.AddSingleton<VehicleEndpoints>();

    public static void MapVehicles(this IEndpointRouteBuilder routes)
    {
        var vehicles = routes.ServiceProvider.GetRequiredService<VehicleEndpoints>();
        var area = new ResourceArea(routes, "/vehicles", "Vehicles");
        (int, string)[] unknown = [(404, "There is no such vehicle.")];

        area.Map("GET", "", vehicles.ListAsync, new("vehicles_list", "Vehicles", $$"""{"items":[{{Masked}}],"limit":50,"next":null}"""));
        area.Map("POST", "", vehicles.CreateAsync, new("vehicles_create", "Vehicle created", One, """{"vehicle_number":"MH 12 AB 1234","owner_name":"Ravi Kumar","owner_mobile":"9876500009","engine_number":"48213","manufacturer":"MARUTI","model":"SWIFT","descriptor":"Petrol"}""", 201) { Refusals = [(409, "There is a vehicle with this number.")] });
        area.Map("GET", "/manufacturers", vehicles.ManufacturersAsync, new("vehicles_manufacturers", "Manufacturers", """{"manufacturers":["MARUTI","TOYOTA"]}""", Options: """["MARUTI","TOYOTA"]"""));
        area.Map("GET", "/manufacturers/{manufacturer}/models", vehicles.ModelsAsync, new("vehicles_models", "Models", """{"manufacturer":"MARUTI","models":["SWIFT","DZIRE"]}""", Options: """["SWIFT","DZIRE"]""") { Refusals = [(404, "There is no such manufacturer.")] });
        area.Map("GET", "/descriptors", vehicles.DescriptorsAsync, new("vehicles_descriptors", "Descriptors", """{"descriptors":["Petrol","Diesel"]}""", Options: """["Petrol","Diesel"]"""));
        area.Map("GET", "/by-number/{vehicle_number}", vehicles.GetAsync, new("vehicles_by_number", "Vehicle", One) { Refusals = unknown });
        area.Map("GET", "/{vehicle_id}", vehicles.GetAsync, new("vehicles_get", "Vehicle", One) { Refusals = unknown });
        area.Map("PUT", "/{vehicle_id}", vehicles.UpdateAsync, new("vehicles_update", "Vehicle changed", One, """{"colour":"Red"}""") { Refusals = unknown });
        area.Map("DELETE", "/{vehicle_id}", vehicles.DeleteAsync, new("vehicles_delete", "Vehicle deleted", """{"vehicle_id":"MH12AB1234","history_kept":false}""") { Refusals = [.. unknown, (409, "The vehicle carries an active tag; deactivate it first.")] });
        area.Close();
    }
}
