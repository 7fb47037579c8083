namespace Bot.Storage.Media;

/// <summary>What the structure of an image says, read without unpacking a pixel.</summary>
/// <param name="IsWhole">Every part is there, from the header to the end mark, and none contradicts another.</param>
/// <param name="Pixels">Width by height; 0 where the header was not reached.</param>
internal readonly record struct ImageStructure(bool IsWhole, long Pixels)
{
    public static ImageStructure Broken { get; } = new(false, 0);
}
