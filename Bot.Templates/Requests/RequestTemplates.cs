using Bot.Engine.Abstractions;

namespace Bot.Templates.Requests;

/// <summary>Reads texts of requests as Scriban templates with Scriban's own functions; nothing is included, read or called besides.</summary>
public sealed class RequestTemplates : IRequestTemplates
{
    public RequestTemplate Read(string text, RequestPlace place) => new ScribanRequest(text, place);
}
