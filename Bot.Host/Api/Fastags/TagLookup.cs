using Bot.Engine.Inputs;
using Bot.Host.Api.Resources;
using Bot.Products.Fastag;
using Bot.Products.Fastag.Inputs;

namespace Bot.Host.Api.Fastags;

/// <summary>Finds the tag that a path means: a barcode with or without hyphens, or a chip's id.</summary>
internal sealed class TagLookup(TagRepository tags, TagReservations holds)
{
    public static ResourceAnswer Unknown => ResourceAnswer.NotFound("There is no such FASTag.");

    public async Task<Versioned<Tag>?> FindAsync(ResourceCall call)
    {
        var given = call.Path("fastag_id") is { Length: > 0 } id ? id : call.Path("tag_number");
        return KeyOf(given) is { } key && await tags.FindAsync(key, call.Cancel) is { Value.DeletedAt: null } tag ? tag : null;
    }

    public async Task<FastagView> ViewAsync(Tag tag, ResourceCall call) => FastagView.Of(tag, await IsHeldAsync(tag, call));

    public async Task<bool> IsHeldAsync(Tag tag, ResourceCall call) => await holds.HolderAsync(tag, call.Cancel) is not null;

    /// <returns>Null for what is neither.</returns>
    public static string? KeyOf(string given) =>
        Barcode.TryParse(given, out var barcode) || TagId.TryParse(given, out barcode) ? barcode.ToString() : null;
}
