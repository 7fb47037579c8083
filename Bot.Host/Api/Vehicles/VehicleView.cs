using Bot.Host.Api.Resources;
using Bot.Products.Fastag;

namespace Bot.Host.Api.Vehicles;

/// <param name="VehicleId">The same as the number.</param>
/// <param name="EngineNumber">Its last five characters.</param>
/// <param name="FastagId">The tag it carries.</param>
internal sealed record VehicleView(
    string VehicleId, string VehicleNumber, string? AgentId, string OwnerName, string OwnerMobile, string EngineNumber, string ChassisNumber,
    string Manufacturer, string Model, string Descriptor, string Colour, string? FastagId, string Status,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IRecordView
{
    string IRecordView.RecordId => VehicleId;

    public static VehicleView Of(Vehicle vehicle, bool whole) => new(
        vehicle.Number, vehicle.Number, ViewFields.Reference(vehicle.AgentId), ViewFields.Personal(vehicle.OwnerName, whole), ViewFields.Mobile(
            vehicle.OwnerMobile, whole), vehicle.EngineNumber,
        ViewFields.Personal(vehicle.ChassisNumber, whole), vehicle.Manufacturer, vehicle.Model, vehicle.Descriptor, vehicle.Colour,
        ViewFields.Reference(vehicle.Tag), VehicleRepository.StatusOf(vehicle), vehicle.CreatedAt, vehicle.UpdatedAt);
}
