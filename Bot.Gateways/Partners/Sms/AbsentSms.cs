using Bot.Products.OneTimeCodes;

namespace Bot.Gateways.Partners.Sms;

/// <summary>Stands where the SMS gateway is left out: nothing goes out, and each caller is told so.</summary>
internal sealed class AbsentSms : ISmsGateway
{
    public Task<SmsResult> SendAsync(string mobile, string text, CancellationToken cancel) => Task.FromResult(SmsResult.Unavailable);
}
