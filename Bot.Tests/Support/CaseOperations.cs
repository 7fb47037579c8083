using Bot.Engine.Flows;

namespace Bot.Tests.Support;

/// <summary>What the flows of case files may call: one operation of every shape.</summary>
internal static class CaseOperations
{
    public static IReadOnlyDictionary<string, OperationContract> All { get; } = new OperationContract[]
    {
        new("bank.find", ["mobile"], [new("found", "name", "plans"), new("unknown"), new("unavailable")]),
        new("bank.plans", ["city", "note?"], [new("found", "plans"), new("none")]),
        new("bank.sendOtp", ["mobile", "note?"], [new("sent", "requestId"), new("declined", "reason"), new("unavailable")]),
        new("bank.checkOtp", ["requestId", "otp"], [new("valid", "token"), new("wrong"), new("unavailable")]),
        new("bank.upload", ["image"], [new("stored", "id"), new("unavailable")]),
        new("bank.pay", ["plan"], [new("paid", "receipt"), new("declined", "reason"), new("undecided"), new("unavailable")], Consequential: true),
    }.ToDictionary(contract => contract.Name);
}
