namespace Bot.Tests.Host.Console;

/// <summary>An agent registers a vehicle, in whichever language the first word is.</summary>
internal sealed class Registration(ConsolePhoneDriver phone, string vehicle, string serial)
{
    public const string Agent = "9876543210";
    private const string Customer = "9876500009";

    /// <summary>From the first word to the agent's menu.</summary>
    public static async Task LogInAsync(ConsolePhoneDriver phone, string word, string agent = Agent)
    {
        await phone.SayAsync(word, "agentMobile");
        await phone.SayAsync(agent, "agentOtp");
        await phone.EnterCodeAsync("agentMenu");
    }

    public async Task ToThePhotosAsync()
    {
        await phone.TapAsync(0, "vehicleNumber");
        await phone.SayAsync(vehicle, "engineNumber");
        await phone.SayAsync("48213", "userMobile");
        await phone.SayAsync(Customer, "userOtp");
        await phone.EnterCodeAsync("vehicleSeen");
        await phone.TapAsync(2, "firstName");
        await phone.SayAsync("Ravi", "lastName");
        await phone.SayAsync("Kumar", "dateOfBirth");
        await phone.SayAsync("15-06-1990", "idProofType");
        await phone.TapAsync(0, "panNumber");
        await phone.SayAsync("ABCPD1234E", "plan");
        await phone.TapAsync(0, "rcFront");
    }

    public async Task ThroughThePhotosAsync()
    {
        await phone.PhotoAsync("rcBack");
        await phone.PhotoAsync("vehicleFront");
        await phone.PhotoAsync("vehicleSideOfCar");
        await phone.PhotoAsync("tagFixed");
        await phone.PhotoAsync("serialNumber");
    }

    public async Task ToTheMakersAsync()
    {
        await phone.SayAsync(serial, "barcode");
        await phone.TapAsync(0, "vehicleMaker");
    }

    public async Task ToTheEndAsync()
    {
        await phone.TapAsync(0, "vehicleModel");
        await phone.TapAsync(0, "vehicleDescriptor");
        await phone.TapAsync(0, "confirm");
        await phone.TapAsync(0, "agentMenu");
    }
}
