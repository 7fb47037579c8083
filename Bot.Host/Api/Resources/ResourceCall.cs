using System.Security.Claims;
using Bot.Host.Access;

namespace Bot.Host.Api.Resources;

/// <summary>One request to the back office.</summary>
internal sealed record ResourceCall(HttpContext Context)
{
    /// <summary>Scope that personal fields are shown whole to.</summary>
    public const string PersonalScope = "personal";

    /// <summary>Called by the framework for a parameter of this type.</summary>
    public static ValueTask<ResourceCall> BindAsync(HttpContext context) => new(new ResourceCall(context));

    public CancellationToken Cancel => Context.RequestAborted;

    public ClaimsPrincipal Caller => Context.User;

    public bool ShowsPersonal => Caller.May(PersonalScope);

    /// <summary>A part of the path, as it was meant.</summary>
    public string Path(string name) => Context.Request.RouteValues[name] as string ?? "";

    /// <summary>The id of the record in the path; empty where there is none.</summary>
    public string PathId => Context.Request.RouteValues.Values.OfType<string>().FirstOrDefault("");

    /// <summary>Empty when it was not given.</summary>
    public string Query(string name) => Context.Request.Query[name].ToString().Trim();
}
