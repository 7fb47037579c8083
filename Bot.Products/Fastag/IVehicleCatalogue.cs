namespace Bot.Products.Fastag;

/// <summary>What vehicles are described with. Lists of words, in the order in which they are offered.</summary>
public interface IVehicleCatalogue
{
    IReadOnlyList<string> Manufacturers { get; }

    /// <summary>What vehicles run on.</summary>
    IReadOnlyList<string> Descriptors { get; }

    /// <summary>The models of a manufacturer, in any case; null when it is not known, empty when it is and none are.</summary>
    IReadOnlyList<string>? ModelsOf(string manufacturer);
}
