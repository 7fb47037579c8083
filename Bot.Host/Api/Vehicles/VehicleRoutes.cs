using Bot.Host.Api.Resources;

namespace Bot.Host.Api.Vehicles;

/// <summary><c>/vehicles</c>: vehicles by their number, and what they are described with.</summary>
internal static class VehicleRoutes
{
    private const string One = """{"vehicle_id":"MH12AB1234","vehicle_number":"MH12AB1234","agent_id":null,"owner_name":"Ravi Kumar","owner_mobile":"9876500009","engine_number":"48213","chassis_number":"MA3EWB22S00123456","manufacturer":"MARUTI","model":"SWIFT","descriptor":"Petrol","colour":"White","fastag_id":null,"status":"untagged","created_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00"}""";
    private const string Masked = """{"vehicle_id":"MH12AB1234","vehicle_number":"MH12AB1234","agent_id":null,"owner_name":"XXXX Xumar","owner_mobile":"XXXXXX0009","engine_number":"48213","chassis_number":"XXXXXXXXXXXXX3456","manufacturer":"MARUTI","model":"SWIFT","descriptor":"Petrol","colour":"White","fastag_id":null,"status":"untagged","created_at":"2026-01-15T06:30:00+00:00","updated_at":"2026-01-15T06:30:00+00:00"}""";

    public static IEndpointRouteBuilder MapVehicles(this IEndpointRouteBuilder routes)
    {
        var vehicles = routes.ServiceProvider.GetRequiredService<VehicleEndpoints>();
        var area = new ResourceArea(routes, "Vehicles");
        (int, string)[] unknown = [(404, "There is no such vehicle.")];

        area.Map("GET", "/vehicles", ResourceEdge.Run(vehicles.ListAsync), "vehicles_list", "Vehicles", $$"""{"items":[{{Masked}}],"limit":50,"next":null}""");
        area.Map("POST", "/vehicles", ResourceEdge.Run(vehicles.CreateAsync), "vehicles_create", "Vehicle created", One, """{"vehicle_number":"MH 12 AB 1234","owner_name":"Ravi Kumar","owner_mobile":"9876500009","engine_number":"48213","manufacturer":"MARUTI","model":"SWIFT","descriptor":"Petrol"}""", 201, refusals: (409, "There is a vehicle with this number."));
        area.Map("GET", "/vehicles/manufacturers", ResourceEdge.Run(vehicles.ManufacturersAsync), "vehicles_manufacturers", "Manufacturers", """{"manufacturers":["MARUTI","TOYOTA"]}""", options: """["MARUTI","TOYOTA"]""");
        area.Map("GET", "/vehicles/manufacturers/{manufacturer}/models", ResourceEdge.Run(vehicles.ModelsAsync), "vehicles_models", "Models", """{"manufacturer":"MARUTI","models":["SWIFT","DZIRE"]}""", options: """["SWIFT","DZIRE"]""", refusals: (404, "There is no such manufacturer."));
        area.Map("GET", "/vehicles/descriptors", ResourceEdge.Run(vehicles.DescriptorsAsync), "vehicles_descriptors", "Descriptors", """{"descriptors":["Petrol","Diesel"]}""", options: """["Petrol","Diesel"]""");
        area.Map("GET", "/vehicles/by-number/{vehicle_number}", ResourceEdge.Run(vehicles.GetAsync), "vehicles_by_number", "Vehicle", One, refusals: unknown);
        area.Map("GET", "/vehicles/{vehicle_id}", ResourceEdge.Run(vehicles.GetAsync), "vehicles_get", "Vehicle", One, refusals: unknown);
        area.Map("PUT", "/vehicles/{vehicle_id}", ResourceEdge.Run(vehicles.UpdateAsync), "vehicles_update", "Vehicle changed", One, """{"colour":"Red"}""", refusals: unknown);
        area.Map("DELETE", "/vehicles/{vehicle_id}", ResourceEdge.Run(vehicles.DeleteAsync), "vehicles_delete", "Vehicle deleted", """{"vehicle_id":"MH12AB1234","history_kept":false}""", refusals: [.. unknown, (409, "The vehicle carries an active tag; deactivate it first.")]);
        area.Close("/vehicles");
        return routes;
    }
}
