namespace Bot.Sandbox.Basic;

/// <summary>The credentials that the sandboxed Basic Application API knows. Worth nothing elsewhere.</summary>
public static class BasicSandboxKeys
{
    public const string UserId = "sandbox-user";

    public const string ApiKey = "sandbox-key";
}
