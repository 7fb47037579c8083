namespace Bot.Products.Leads;

/// <summary>Tells an applicant about a lead. Returns once the message is safe in the outbox; the pump sends it.</summary>
public interface ILeadNotices
{
    /// <param name="reference">Names the outbox row. The same one again must not send twice.</param>
    Task CreatedAsync(Lead lead, string reference, CancellationToken cancel);

    /// <param name="reference">Unique per message.</param>
    Task StatusAsync(Lead lead, string standing, string reference, CancellationToken cancel);
}
