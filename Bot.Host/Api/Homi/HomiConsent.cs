using System.Globalization;
using Bot.Engine.Inputs;
using Bot.Products.Consents;

namespace Bot.Host.Api.Homi;

/// <summary>The <c>consent</c> object of a lead: what the calling program asked the person, and when the person agreed.</summary>
/// <param name="AnsweredAt">UTC.</param>
internal sealed record HomiConsent(string Lender, string Purpose, string Data, string Language, string Version, string Wording, DateTimeOffset AnsweredAt)
{
    private const string Field = "consent";
    private const int LongestWord = 200;
    private const int LongestVersion = 64;
    private const int LongestLanguage = 16;
    private const int LongestWording = 4000;

    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The caller's clock may be ahead of ours by so much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Notes every fault in the body. Null when there is no such object, or a faulty one.</summary>
    /// <param name="required">Whether a body without the object is at fault.</param>
    /// <param name="isGiven">The body has the object, right or wrong.</param>
    public static HomiConsent? Read(HomiBody body, bool required, DateTimeOffset now, out bool isGiven)
    {
        isGiven = body.Object(Field, "Consent") is not null || body.Faults.ContainsKey(Field);
        if (body.Object(Field, "Consent") is not { } given)
        {
            if (required) body.Faults.TryAdd(Field, "Consent is required");
            return null;
        }

        var before = body.Faults.Count;
        if (given.Flag("given", "Consent given") is not true)
            given.Fault("given", "Consent given must be true: without the person's consent no data go to the lender");
        var consent = new HomiConsent(
            given.Words("lender", "Consent lender", LongestWord, needed: true), given.Words("purpose", "Consent purpose", LongestWord, needed: true),
            given.Words("data", "Consent data", LongestWord), given.Words("language", "Consent language", LongestLanguage, needed: true),
            given.Words("version", "Consent version", LongestVersion, needed: true), given.Words("wording", "Consent wording", LongestWording),
            ReadTime(given, now));
        return body.Faults.Count == before ? consent : null;
    }

    /// <param name="caller">Name of the caller's key; empty for none.</param>
    /// <param name="mobile">Canonical.</param>
    public Consent Of(string caller, string mobile, ConsentRepository consents, DateTimeOffset now) => new()
    {
        Id = consents.IdOf(caller, mobile, Lender, Version, AnsweredAt),
        MobileNumber = mobile,
        Lender = Lender,
        Purpose = Purpose,
        Data = Data,
        Answer = ConsentAnswer.Given,
        Language = Language,
        Version = Version,
        Wording = Wording,
        Source = caller.Length > 0 ? $"api:{caller}" : "api",
        AnsweredAt = AnsweredAt,
        CreatedAt = now,
    };

    private static DateTimeOffset ReadTime(HomiBody given, DateTimeOffset now)
    {
        var text = ChatText.Plain(given.Needed("at", "Consent time"));
        if (text.Length == 0) return default;

        // RFC 3339 always says the offset: a time of day without one may be any.
        var isTime = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        if (!isTime || !(text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')) given.Fault("at", "Consent time must be a time like 2026-11-28T10:15:00+05:30");
        else if (time > now + ClockSkew) given.Fault("at", "Consent time must not be in the future");
        return time.ToUniversalTime();
    }
}
