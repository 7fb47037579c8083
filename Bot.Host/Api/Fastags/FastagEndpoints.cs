using Bot.Engine.Abstractions;
using Bot.Engine.Inputs;
using Bot.Host.Api.Agents;
using Bot.Host.Api.Resources;
using Bot.Host.Api.Vehicles;
using Bot.Products.Fastag;
using Bot.Products.Fastag.Inputs;

namespace Bot.Host.Api.Fastags;

/// <summary>What may be done with tags.</summary>
internal sealed class FastagEndpoints(TagLookup lookup, TagRepository tags, VehicleRepository vehicles, AgentRepository agents, IRecordStore records,
    RecordPages pages, TimeProvider clock)
{
    private const int Longest = 80;

    private static readonly string[] NewFields = ["barcode", "tag_id", "agent_id", "vehicle_number"];
    private static readonly string[] Fields = ["agent_id", "vehicle_number", "status", "replaced_by"];
    private static readonly string[] ShownOnly = ["fastag_id", "barcode", "tag_id", "reserved", "balance", "issued_at", "created_at", "updated_at", "warnings"];

    public Task<ResourceAnswer> ListAsync(ResourceCall call) => pages.AnswerAsync(
        call, TagRepository.Kind, "FASTags", [.. Enum.GetValues<TagState>().Select(state => TagLife.NameOf(state))], null, TagRepository.Read,
        (tag, filter) =>
            (filter.Status is null || TagLife.NameOf(tag.Value.State) == filter.Status) && (filter.AgentId.Length == 0 || tag.Value.AgentId == filter.AgentId)
            && SearchWords.Match(filter.Text, tag.Value.Barcode, tag.Value.VehicleNumber,
                Barcode.TryParse(tag.Value.Barcode, out var barcode) ? barcode.TagId ?? "" : ""),
        tag => lookup.ViewAsync(tag.Value, call));

    public async Task<ResourceAnswer> GetAsync(ResourceCall call) =>
        await lookup.FindAsync(call) is { } tag ? ResourceAnswer.Ok("FASTag", await lookup.ViewAsync(tag.Value, call)) : TagLookup.Unknown;

    public async Task<ResourceAnswer> CreateAsync(ResourceCall call, ResourceBody body)
    {
        var now = clock.GetUtcNow();
        body.Takes(NewFields, ShownOnly.Append("status").ToArray());
        var key = ReadBarcode(body);
        var tag = new Tag { Barcode = key ?? "", AgentId = await ReadAgentAsync(body, "", call), CreatedAt = now, UpdatedAt = now };
        if (ReadVehicle(body, now) is { Length: > 0 } number) tag = (tag with { VehicleNumber = number }).Make(TagMove.Assign, now, out _);
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);
        if (await records.ChangeAsync([TagRepository.Change(tag, 0)], call.Cancel)) return ResourceAnswer.Created("FASTag created", await lookup.ViewAsync(tag, call));

        return await tags.FindAsync(tag.Barcode, call.Cancel) is { Value.DeletedAt: not null }
            ? ResourceAnswer.Conflict("A FASTag with this barcode was deleted and its history is kept.", ("barcode", "It was used before."))
            : ResourceAnswer.Conflict("There is a FASTag with this barcode.", ("barcode", "It is known already."));
    }

    public Task<ResourceAnswer> UpdateAsync(ResourceCall call, ResourceBody body) => OptimisticRetry.RunAsync(async () =>
    {
        if (await lookup.FindAsync(call) is not { } before) return TagLookup.Unknown;

        var now = clock.GetUtcNow();
        body.Takes(Fields, ShownOnly);
        var status = body.Word<TagState>("status");
        var number = ReadVehicle(body, now);
        var replacedBy = await ReadReplacementAsync(body, status, before.Value, call);
        var tag = before.Value with { AgentId = await ReadAgentAsync(body, before.Value.AgentId, call), UpdatedAt = now };
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);

        string? why = null;
        if (body.Has("vehicle_number") && (number ?? "") != tag.VehicleNumber) tag = Rededicate(tag, number ?? "", now, out why);
        if (why is not null) return ResourceAnswer.Conflict(why, ("vehicle_number", why));

        if (status is { } wanted && wanted != tag.State)
        {
            if (wanted == TagState.Active) return await ActivatedAsync(before, tag, call);
            if (wanted == TagState.Assigned && tag.VehicleNumber.Length == 0) return ResourceAnswer.Invalid(new Dictionary<string, string> { ["vehicle_number"] = "An assigned tag needs its vehicle." });
            tag = tag.Make(TagLife.Toward(wanted), now, out why);
        }
        if (why is not null) return ResourceAnswer.Conflict(why, ("status", why));
        if (tag.State != before.Value.State && await lookup.IsHeldAsync(before.Value, call)) return Held;

        var changes = new List<RecordChange>();
        if (tag.State == TagState.Replaced && before.Value.State != TagState.Replaced)
        {
            tag = tag with { ReplacedBy = replacedBy! };
            if (await vehicles.FindAsync(tag.VehicleNumber, call.Cancel) is { } vehicle && vehicle.Value.Tag == tag.Barcode)
                changes.Add(vehicles.Change(vehicle.Value.Drop(now), vehicle.Version));
        }
        return await records.ChangeAsync([TagRepository.Change(tag, before.Version), .. changes], call.Cancel)
            ? ResourceAnswer.Ok("FASTag changed", await lookup.ViewAsync(tag, call))
            : null;
    });

    public Task<ResourceAnswer> DeleteAsync(ResourceCall call) => OptimisticRetry.RunAsync(async () =>
    {
        if (await lookup.FindAsync(call) is not { } tag) return TagLookup.Unknown;
        if (tag.Value.State == TagState.Active) return ResourceAnswer.Conflict("The FASTag is active; deactivate it first.", ("status", "It is active."));
        if (await lookup.IsHeldAsync(tag.Value, call)) return Held;

        var (now, changes) = (clock.GetUtcNow(), new List<RecordChange>());
        changes.Add(tag.Value.HasHistory ? TagRepository.Change(tag.Value with { DeletedAt = now }, tag.Version) : TagRepository.Removal(tag));
        if (await vehicles.FindAsync(tag.Value.VehicleNumber, call.Cancel) is { } vehicle && vehicle.Value.Tag == tag.Value.Barcode)
            changes.Add(vehicles.Change(vehicle.Value.Drop(now), vehicle.Version));
        return await records.ChangeAsync(changes, call.Cancel)
            ? ResourceAnswer.Ok("FASTag deleted", new { FastagId = tag.Value.Barcode, HistoryKept = tag.Value.HasHistory })
            : null;
    });

    public Task<ResourceAnswer> ActivateAsync(ResourceCall call, ResourceBody body) => OptimisticRetry.RunAsync(async () =>
    {
        if (await lookup.FindAsync(call) is not { } before) return TagLookup.Unknown;

        var now = clock.GetUtcNow();
        body.Takes(["vehicle_number"], []);
        var number = ReadVehicle(body, now);
        if (body.Faults.Count > 0) return ResourceAnswer.Invalid(body.Faults);

        var tag = before.Value;
        string? why = null;
        if (number is { Length: > 0 } && number != tag.VehicleNumber) tag = Rededicate(tag, number, now, out why);
        return why is null ? await ActivatedAsync(before, tag, call) : ResourceAnswer.Conflict(why, ("vehicle_number", why));
    });

    public Task<ResourceAnswer> DeactivateAsync(ResourceCall call) => OptimisticRetry.RunAsync(async () =>
    {
        if (await lookup.FindAsync(call) is not { } before) return TagLookup.Unknown;

        var tag = before.Value.Make(TagMove.Deactivate, clock.GetUtcNow(), out var why);
        if (why is not null) return ResourceAnswer.Conflict(why, ("status", why));
        return await records.ChangeAsync([TagRepository.Change(tag, before.Version)], call.Cancel)
            ? ResourceAnswer.Ok("FASTag deactivated", await lookup.ViewAsync(tag, call))
            : null;
    });

    private static ResourceAnswer Held => ResourceAnswer.Conflict("A conversation has chosen this FASTag; it is free again when that one is over.", ("fastag_id", "It is reserved."));

    /// <summary>Stock, agent and vehicle move together; a tag's first activation takes one from its agent. Null when one of them changed meanwhile.</summary>
    private async Task<ResourceAnswer?> ActivatedAsync(Versioned<Tag> before, Tag assigned, ResourceCall call)
    {
        var now = clock.GetUtcNow();
        var tag = assigned.Make(TagMove.Activate, now, out var why);
        if (why is not null) return ResourceAnswer.Conflict(why, ("status", why));
        if (await lookup.IsHeldAsync(before.Value, call)) return Held;

        var vehicle = await vehicles.FindAsync(tag.VehicleNumber, call.Cancel);
        if (vehicle is { Value.Tag: { Length: > 0 } carried } && carried != tag.Barcode)
            return ResourceAnswer.Conflict($"The vehicle carries {carried}; one vehicle has one tag: replace that one first.", ("vehicle_number", $"It carries {carried}."));

        var changes = new List<RecordChange> { TagRepository.Change(tag, before.Version) };
        changes.Add(
            vehicles.Change((vehicle?.Value ?? new Vehicle { Number = tag.VehicleNumber, AgentId = tag.AgentId, CreatedAt = now }).Carry(tag.Barcode, now),
                vehicle?.Version ?? 0));
        if (before.Value.IssuedAt is null && await agents.FindAsync(tag.AgentId, call.Cancel) is { Value.DeletedAt: null } agent)
        {
            if (agent.Value.HandOut(now) is not { } handedOut) return AgentEndpoints.NoneLeft;
            changes.AddRange(agents.Changes(agent, handedOut));
        }
        return await records.ChangeAsync(changes, call.Cancel) ? ResourceAnswer.Ok("FASTag activated", await lookup.ViewAsync(tag, call)) : null;
    }

    /// <summary>Sets a tag apart for another vehicle, or for none.</summary>
    private static Tag Rededicate(Tag tag, string number, DateTimeOffset now, out string? why)
    {
        why = null;
        if (tag.State == TagState.Assigned) tag = tag.Make(TagMove.TakeBack, now, out why);
        return number.Length == 0 && tag.State == TagState.InStock ? tag : (tag with { VehicleNumber = number }).Make(TagMove.Assign, now, out why);
    }

    private static string? ReadVehicle(ResourceBody body, DateTimeOffset now) => body.Typed("vehicle_number", VehicleEndpoints.Plate, now);

    private static string? ReadBarcode(ResourceBody body)
    {
        var printed = body.Text("barcode", Longest);
        var chip = body.Text("tag_id", Longest);
        if (string.IsNullOrEmpty(printed) && string.IsNullOrEmpty(chip))
        {
            body.Faults.TryAdd("barcode", "This is required; the chip's tag_id will do in its place.");
            return null;
        }

        Barcode? barcode = null, encoded = null;
        if (!string.IsNullOrEmpty(printed) && !Barcode.TryParse(printed, out barcode)) body.Faults["barcode"] = "A barcode is 6, 3 and 7 digits: 608116-009-0132331, with or without the hyphens.";
        if (!string.IsNullOrEmpty(chip) && !TagId.TryParse(chip, out encoded)) body.Faults["tag_id"] = "A FASTag's chip has 24 hex digits beginning with 34161FA820.";
        if (barcode is not null && encoded is not null && barcode != encoded) body.Faults["tag_id"] = $"This is the chip of {encoded}, not of this barcode.";
        return (barcode ?? encoded)?.ToString();
    }

    private async Task<string> ReadAgentAsync(ResourceBody body, string known, ResourceCall call)
    {
        if (!body.Has("agent_id")) return known;
        if (body.Text("agent_id", Longest) is not { Length: > 0 } id) return "";
        if (await agents.FindAsync(id, call.Cancel) is not { Value.DeletedAt: null }) body.Faults.TryAdd("agent_id", "There is no such agent.");
        return id;
    }

    private async Task<string?> ReadReplacementAsync(ResourceBody body, TagState? status, Tag tag, ResourceCall call)
    {
        var text = body.Text("replaced_by", Longest);
        if (text is null && status != TagState.Replaced) return null;
        if (text is not { Length: > 0 } || TagLookup.KeyOf(text) is not { } key) body.Faults.TryAdd("replaced_by", "A replaced tag needs the barcode of the one that took its place.");
        else if (key == tag.Barcode) body.Faults["replaced_by"] = "A tag does not take its own place.";
        else if (await tags.FindAsync(key, call.Cancel) is not { Value.DeletedAt: null }) body.Faults["replaced_by"] = "There is no such FASTag.";
        else return key;
        return null;
    }
}
