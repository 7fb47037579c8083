using System.Text.Json.Nodes;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Gateways.Channels.BotFramework;
using Bot.Storage.Media;

namespace Bot.Host.DirectLine;

/// <summary>A file that a page sent.</summary>
/// <param name="Reference">How the session knows it.</param>
internal sealed record UploadedFile(MediaReference Reference, string Name, ReadOnlyMemory<byte> Bytes)
{
    private const int LongestName = 100;
    private const string TooLarge = "large-";
    private const string NoPhoto = "other-";

    /// <summary>Its id cannot be guessed, for it is all that one needs to see the file.</summary>
    public static UploadedFile Of(string name, string mimeType, ReadOnlyMemory<byte> bytes)
    {
        // Browsers name the type by the file's ending; a photo is known by its first bytes.
        var photo = MediaLibrary.MimeTypeOf(bytes.Span);
        var kind = bytes.Length > MediaLibrary.SizeLimit ? TooLarge : photo is null ? NoPhoto : "";
        var id = kind + DirectLineCaller.NewId() + DirectLineCaller.NewId();
        return new(new(DirectLineChannel.ChannelName, id, "", photo ?? mimeType, ""), name.Length > LongestName ? name[..LongestName] : name, bytes);
    }

    public static UploadKind KindIn(string id) =>
        id.StartsWith(TooLarge, StringComparison.Ordinal) ? UploadKind.TooLarge
        : id.StartsWith(NoPhoto, StringComparison.Ordinal) ? UploadKind.NoPhoto : UploadKind.Photo;

    public UploadKind Kind => KindIn(Reference.Id);

    public MediaReceived ContentWith(string caption) => new(ActivityContents.KindOf(Reference.MimeType), Reference, caption);

    /// <summary>The echo's attachment.</summary>
    public JsonObject AttachmentIn(string conversation)
    {
        var attachment = new JsonObject { ["contentType"] = Reference.MimeType, ["name"] = Name };
        if (Kind != UploadKind.Photo) return attachment;

        // Web Chat shows the picture of a message of the person only where it has a thumbnail.
        foreach (var name in ActivityView.Addresses) attachment[name] = $"{ActivityView.OwnAddress}/conversations/{conversation}/attachments/{Reference.Id}";
        return attachment;
    }
}

/// <summary>What a file is.</summary>
internal enum UploadKind
{
    /// <summary>A JPEG or PNG that is kept.</summary>
    Photo,

    /// <summary>More bytes than a photo may have.</summary>
    TooLarge,

    /// <summary>Neither JPEG nor PNG.</summary>
    NoPhoto,
}
