namespace Bot.Templates.Loading;

/// <summary>The keys that the readers of messages files know, by what holds them; the JSON Schema is made of these.</summary>
internal static class MessagesKeys
{
    public static readonly string[] Shared = ["language", "name", "fallback", "commands", "words", "messages", "options", "fields", "templates"];
    public static readonly string[] Flow = ["language", "entry", "messages", "options", "fields", "templates"];
    public static readonly string[] Option = ["label", "note", "also"];
    public static readonly string[] Message = ["text", "header", "footer", "image", "video", "document", "location", "link", "request"];

    /// <summary>Those of a message that are a file.</summary>
    public static readonly string[] Files = ["image", "video", "document"];

    public static readonly string[] File = ["url", "name"];
    public static readonly string[] Location = ["at", "latitude", "longitude", "name", "address"];
    public static readonly string[] Link = ["label", "url"];
    public static readonly string[] Requests = ["contact", "location"];
    public static readonly string[] Template = ["name", "language", "sourceName", "authentication", "parameters", "header", "image", "video", "document", "buttons"];
    public static readonly string[] Button = ["option", "reply", "url"];
}
