using System.Globalization;
using Bot.Engine.Abstractions;
using Bot.Engine.Flows;
using Bot.Products.Leads;
using Bot.Products.OneTimeCodes;

namespace Bot.Bench.Chaos.Simulation;

/// <summary>A partner's operation under the real one's contract: one effect, with a stop before and after it.</summary>
internal sealed class SimulatedOperation(OperationContract contract, IStops stops, ISimulatedChance chance, Func<Call, CallResult> effect) : Operation
{
    public override OperationContract Contract => contract;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        await stops.ReachAsync($"call {contract.Name}", Moment.Before).ConfigureAwait(false);
        var fault = chance.Fault($"call {contract.Name}");
        if (fault is SimulatedFault.Refused or SimulatedFault.Lost) return CallResult.Of("unavailable");

        var result = effect(call);
        if (fault == SimulatedFault.DoneButLost) return CallResult.Of("unavailable");
        await stops.ReachAsync($"call {contract.Name}", Moment.After).ConfigureAwait(false);
        return result;
    }
}

/// <summary>A partner's operation with consequences that can tell afterwards what became of it.</summary>
/// <param name="done">What a call that was begun has led to; null when it has not happened.</param>
internal sealed class SimulatedConsequence(OperationContract contract, IStops stops, ISimulatedChance chance,
    Func<Call, CallResult> effect, Func<Call, CallResult?> done) : ConsequentialOperation
{
    public override OperationContract Contract => contract;

    public override async Task<CallResult> RunAsync(Call call, CancellationToken cancel)
    {
        await stops.ReachAsync($"call {contract.Name}", Moment.Before).ConfigureAwait(false);
        var fault = chance.Fault($"call {contract.Name}");
        if (fault == SimulatedFault.Refused) return CallResult.Of("unavailable");
        if (fault == SimulatedFault.Lost) throw new AnswerLostException("The connection broke before anything arrived.");

        var result = effect(call);
        if (fault == SimulatedFault.DoneButLost) throw new AnswerLostException("The answer was lost.");
        await stops.ReachAsync($"call {contract.Name}", Moment.After).ConfigureAwait(false);
        return result;
    }

    public override async Task<Recovery> RecoverAsync(Call call, CancellationToken cancel)
    {
        await stops.ReachAsync($"recover {contract.Name}", Moment.Before).ConfigureAwait(false);
        if (chance.Fault($"recover {contract.Name}") != SimulatedFault.None) return new Recovery.AskLater("The partner cannot be asked now.");
        return done(call) is { } result ? new Recovery.Done(result) : new Recovery.NotDone();
    }
}

/// <summary>A lender that takes one id as one application.</summary>
internal sealed class SimulatedLender(SimulatedWorld world, IStops stops, ISimulatedChance chance) : ILeadPartner
{
    public bool SameIdIsSameLead => true;

    public async Task<LeadCreation> CreateAsync(LeadApplication lead, string requestId, CancellationToken cancel)
    {
        await stops.ReachAsync("call lender", Moment.Before).ConfigureAwait(false);
        var fault = chance.Fault("call lender");
        if (fault == SimulatedFault.Refused) return new LeadCreation.Unavailable("The lender is down.");
        if (fault == SimulatedFault.Lost) return new LeadCreation.Lost("The connection broke before anything arrived.");

        var known = world.Leads.GetValueOrDefault(requestId, ($"APP{(world.Leads.Count + 1).ToString("0000", CultureInfo.InvariantCulture)}", lead.Mobile, 0));
        world.Leads[requestId] = known with { Item3 = known.Item3 + 1 };
        if (fault == SimulatedFault.DoneButLost) return new LeadCreation.Lost("The answer was lost.");
        await stops.ReachAsync("call lender", Moment.After).ConfigureAwait(false);
        return new LeadCreation.Created(known.Item1, "R1", "C1", "{}");
    }

    public Task<LeadProgress> StatusAsync(string applicationId, string mobile, CancellationToken cancel) =>
        Task.FromResult<LeadProgress>(new LeadProgress.Found("Lead"));
}

/// <summary>An SMS gateway; the code reaches the phone.</summary>
internal sealed class SimulatedSms(SimulatedWorld world, IStops stops, ISimulatedChance chance) : ISmsGateway
{
    public async Task<SmsResult> SendAsync(string mobile, string text, CancellationToken cancel)
    {
        await stops.ReachAsync("send sms", Moment.Before).ConfigureAwait(false);
        var fault = chance.Fault("send sms");
        if (fault == SimulatedFault.Refused) return SmsResult.Unavailable;
        if (fault == SimulatedFault.Lost) return SmsResult.Unknown;

        world.Sms.Add(mobile);
        world.Reach(mobile, new string([.. text.Where(char.IsAsciiDigit)]));
        if (fault == SimulatedFault.DoneButLost) return SmsResult.Unknown;
        await stops.ReachAsync("send sms", Moment.After).ConfigureAwait(false);
        return SmsResult.Sent;
    }
}
