using System.Text.Json.Nodes;
using Bot.Engine.Loading.Schemas;
using Bot.Templates.Loading;
using static Bot.Engine.Loading.Schemas.JsonShapes;

namespace Bot.Templates.Schemas;

/// <summary>The JSON Schema of messages files, the shared ones and those of flows, made of the keys that their readers know.</summary>
public static class MessagesSchema
{
    public static JsonObject Of() => Whole("messages.<lang>.yaml", Map(MessagesKeys.Shared.Union(MessagesKeys.Flow), SectionOf).Requiring("language"));

    private static JsonObject SectionOf(string key) => key switch
    {
        "fallback" or "entry" => Words,
        "commands" => Named(Words),
        "words" => Named(AnyOf(Words, Named(Words))),
        "messages" => OrNothing(Named(AnyOf(Scalar, Message()))),
        "options" => OrNothing(Named(Named(Label()))),
        "fields" => OrNothing(Named(Label())),
        "templates" => OrNothing(Named(Map(MessagesKeys.Template, TemplatePartOf).Requiring("name"))),
        _ => Kind("string"),
    };

    private static JsonObject Label() => AnyOf(Scalar, Map(MessagesKeys.Option, key => key == "also" ? Words : Scalar).Requiring("label"));

    private static JsonObject Message() => Map(MessagesKeys.Message, key => key switch
    {
        "image" or "video" or "document" => FileOf(),
        "location" => Map(MessagesKeys.Location, _ => Scalar),
        "link" => Map(MessagesKeys.Link, _ => Scalar).Requiring([.. MessagesKeys.Link.Select(key => (JsonNode)key)]),
        "request" => OneOf([.. MessagesKeys.Requests.Select(key => (JsonNode)key)]),
        _ => Scalar,
    });

    private static JsonObject FileOf() => AnyOf(Scalar, Map(MessagesKeys.File, _ => Scalar).Requiring("url"));

    private static JsonObject TemplatePartOf(string key) => key switch
    {
        "authentication" => OneOf(true, false, "true", "false"),
        "parameters" => List(Scalar),
        "image" or "video" or "document" => FileOf(),
        "buttons" => List(AnyOf(OneOf("none"), Map(MessagesKeys.Button, _ => Scalar))),
        _ => Scalar,
    };

    /// <summary>A section may stand there with nothing under it.</summary>
    private static JsonObject OrNothing(JsonObject shape) => AnyOf(shape, new JsonObject { ["type"] = "null" });
}
