using Bot.Engine.Abstractions;
using Bot.Products.OneTimeCodes;
using Bot.Tests.Support;

namespace Bot.Tests.Products.OneTimeCodes;

/// <summary>Codes that were issued on one host's disk, on their way to the database that all hosts share.</summary>
public sealed class CodeSyncTests
{
    private const string Mobile = "+919876543210";

    private static readonly CodePolicy Policy = new(6, TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(30), SendsPerHour: 5);

    private readonly ManualClock _clock = new();
    private readonly MemoryRecords _here;
    private readonly MemoryRecords _there;
    private readonly OneTimeCodeService _local;
    private readonly OneTimeCodeService _shared;
    private readonly CodeSync _sync;

    public CodeSyncTests()
    {
        (_here, _there) = (new(_clock), new(_clock));
        var secrets = new TestSecrets();
        (_local, _shared) = (new("api", Policy, _here, secrets, _clock), new("api", Policy, _there, secrets, _clock));
        _sync = new(_here, _there, _clock);
    }

    [Fact]
    public async Task A_code_that_was_brought_is_verified_there_and_only_there()
    {
        var code = await IssueAsync(_local, "away-1");
        await MoveAsync();
        (await _local.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.NotFound>();
        (await _shared.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.Verified>();
        (await _shared.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.NotFound>();
    }

    [Fact]
    public async Task A_code_that_was_used_here_is_used_there()
    {
        var code = await IssueAsync(_local, "away-1");
        (await _local.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.Verified>();
        await MoveAsync();
        (await _shared.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.NotFound>();
        (await _shared.StateOfAsync(Mobile, default)).VerifiedAt.Should().Be(_clock.Now);
    }

    [Fact]
    public async Task The_newer_code_holds()
    {
        var before = await IssueAsync(_shared, "there-1");
        _clock.Advance(TimeSpan.FromMinutes(1));
        var code = await IssueAsync(_local, "away-1");
        await MoveAsync();
        (await _shared.VerifyAsync(Mobile, before, default)).Should().BeOfType<VerifyResult.Wrong>();
        (await _shared.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task A_code_that_never_went_out_replaces_none()
    {
        var before = await IssueAsync(_shared, "there-1");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _local.IssueAsync(Mobile, "away-1", resend: true, _ => Task.FromResult(false), default);
        await MoveAsync();
        (await _shared.VerifyAsync(Mobile, before, default)).Should().BeOfType<VerifyResult.Verified>();
    }

    [Fact]
    public async Task Sends_and_wrong_tries_of_both_count()
    {
        for (var i = 0; i < 3; i++) await ResendAsync(_shared, $"there-{i}");
        for (var i = 0; i < 2; i++) await ResendAsync(_local, $"away-{i}");
        for (var i = 0; i < 3; i++) await _local.VerifyAsync(Mobile, new string('0', Policy.Digits), default);
        await MoveAsync();
        _clock.Advance(Policy.ResendAfter);
        (await _shared.IssueAsync(Mobile, "there-9", resend: true, _ => Task.FromResult(true), default)).Should().BeOfType<IssueResult.TooMany>();
        (await _shared.StateOfAsync(Mobile, default)).WrongTries.Should().HaveCount(3);
    }

    [Fact]
    public async Task What_a_crash_left_on_its_way_arrives_with_the_next_call_and_a_code_that_was_used_meanwhile_stays_used()
    {
        var code = await IssueAsync(_local, "away-1");
        var key = _local.KeyOf(Mobile);
        var staying = (await _here.FindAsync(CodeSync.StayingKind, key, default))!;
        await MoveAsync();
        (await _shared.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.Verified>();

        // As if the process had died before it forgot the record here.
        await _here.ChangeAsync([new(CodeSync.LeavingKind, key, 0, staying.Body)], default);
        (await _local.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.NotFound>();
        await MoveAsync();

        (await _shared.VerifyAsync(Mobile, code, default)).Should().BeOfType<VerifyResult.NotFound>();
        (await _shared.StateOfAsync(Mobile, default)).Sends.Should().ContainSingle();
        (await _here.FindAsync(CodeSync.LeavingKind, key, default)).Should().BeNull();
    }

    private Task MoveAsync() => _sync.MoveAsync(_local.KeyOf(Mobile), default);

    private async Task ResendAsync(OneTimeCodeService codes, string callId)
    {
        _clock.Advance(Policy.ResendAfter);
        (await codes.IssueAsync(Mobile, callId, resend: true, _ => Task.FromResult(true), default)).Should().BeOfType<IssueResult.Issued>();
    }

    private static async Task<string> IssueAsync(OneTimeCodeService codes, string callId)
    {
        var sent = "";
        (await codes.IssueAsync(Mobile, callId, resend: false, code => Task.FromResult((sent = code).Length > 0), default)).Should()
            .BeOfType<IssueResult.Issued>();
        return sent;
    }
}
