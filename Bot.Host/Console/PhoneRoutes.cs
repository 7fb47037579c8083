using Bot.Host.Http;
using Bot.Host.Replays;

namespace Bot.Host.Console;

/// <summary>What can be done with a phone of the console.</summary>
internal static class PhoneRoutes
{
    /// <summary>Over WhatsApp's 5 MB, so that one can see what a photo that is too large comes to.</summary>
    private const int LargestUpload = 8 * 1024 * 1024;

    /// <summary>As WhatsApp lets one write.</summary>
    private const int LongestText = 4096;

    private const int LongestName = 60;

    public static void MapPhones(this IEndpointRouteBuilder console, ConsolePhones phones, ReplaySaver saver, PhoneFork fork)
    {
        Post("text", (context, phone) => TextAsync(context, phones, phone));
        Post("tap", (context, phone) => TapAsync(context, phones, phone));
        Post("photo", (context, phone) => PhotoAsync(context, phones, phone));
        Post("event", (context, phone) => HappenAsync(context, phones, phone));
        Post("shown", (context, phone) => ShownAsync(context, phones, phone));
        Post("replay", saver.SaveAsync);
        Post("fork", (context, phone) => ForkAsync(context, fork, phone));

        void Post(string act, Func<HttpContext, ConsolePhone, Task> handle) => console.MapPost($"/console/phones/{{channel}}/{{number}}/{act}", context =>
            PhoneOf(context, phones) is { } phone
                ? handle(context, phone)
                : ConsoleAnswer.RefuseAsync(context, "A phone has a number of 10 digits, or 11 to 15 with its country code, and a channel that is sandboxed here; the user id of a person who hides it is like IN.1100000000000001, on a channel that has user ids."));
    }

    private static ConsolePhone? PhoneOf(HttpContext context, ConsolePhones phones)
    {
        var (channel, number) = ((string)context.Request.RouteValues["channel"]!, (string)context.Request.RouteValues["number"]!);
        if (!phones.Channels.Contains(channel) || AddressOf(number) is not { } called) return null;

        var query = context.Request.Query;
        var (name, user) = (query["name"].ToString(), query["user"].ToString());
        if (AddressOf(query["from"] is [{ Length: > 0 } from] ? from : called) is not { } speaking) return null;
        if (user.Length > 0 && !(ConsolePhone.IsUserId(user) && ConsolePhone.IsNumber(speaking))) return null;
        if ((user.Length > 0 || ConsolePhone.IsUserId(speaking)) && !phones.HidingChannels.Contains(channel)) return null;

        return new(channel, called, name.Length > LongestName ? name[..LongestName] : name) { From = speaking, UserId = user };
    }

    /// <summary>A number with its country code, or a user id; null for neither.</summary>
    private static string? AddressOf(string text)
    {
        var address = text.Length == 10 && text.All(char.IsAsciiDigit) ? "91" + text : text;
        return ConsolePhone.IsNumber(address) || ConsolePhone.IsUserId(address) ? address : null;
    }

    private static async Task TextAsync(HttpContext context, ConsolePhones phones, ConsolePhone phone)
    {
        if (await ConsoleAnswer.ReadAsync<TextBody>(context) is not { Text: { Length: > 0 and <= LongestText } text })
            await ConsoleAnswer.RefuseAsync(context, $"A message has 1 to {LongestText} characters.");
        else
            await ConsoleAnswer.WriteAsync(context, new { id = await phones.TextAsync(phone, text, context.RequestAborted) });
    }

    private static async Task TapAsync(HttpContext context, ConsolePhones phones, ConsolePhone phone)
    {
        if (await ConsoleAnswer.ReadAsync<TapBody>(context) is not { Payload: { } payload, Title: { Length: > 0 } title } tap)
            await ConsoleAnswer.RefuseAsync(context, "A tap has a payload and a title.");
        else
            await ConsoleAnswer.WriteAsync(context, new { id = await phones.TapAsync(phone, payload, title, tap.List, context.RequestAborted) });
    }

    private static async Task HappenAsync(HttpContext context, ConsolePhones phones, ConsolePhone phone)
    {
        var body = await ConsoleAnswer.ReadAsync<EventBody>(context);
        var (kind, value) = (body?.Kind ?? "", body?.Value?.Trim() ?? "");
        if (value.Length > LongestText)
        {
            await ConsoleAnswer.RefuseAsync(context, $"A value has at most {LongestText} characters.");
            return;
        }

        var (after, refusal) = await phones.HappenAsync(phone, kind, value, context.RequestAborted);
        if (refusal is not null) await ConsoleAnswer.RefuseAsync(context, refusal);
        else await ConsoleAnswer.WriteAsync(context, new { from = after.From, user = after.UserId });
    }

    /// <summary>The body is the photo; none is the sample photo, or one of a <c>?kind=</c> that a replay knows (<c>gone</c>, <c>pdf</c>), by
    /// <c>&amp;as=file</c> as a document.</summary>
    private static async Task PhotoAsync(HttpContext context, ConsolePhones phones, ConsolePhone phone)
    {
        if (context.Request.Query["kind"] is [{ Length: > 0 } kind])
        {
            try
            {
                var id = await phones.FileAsync(phone, kind, context.Request.Query["as"] == "file", context.RequestAborted);
                await ConsoleAnswer.WriteAsync(context, new { id });
            }
            catch (ReplayException unknown)
            {
                await ConsoleAnswer.RefuseAsync(context, unknown.Message);
            }

            return;
        }

        var photo = (await RequestBody.ReadAsync(context, LargestUpload)).KeptFor(context);
        if (photo.Failure is RequestFailure.TooLarge)
        {
            await ConsoleAnswer.RefuseAsync(context, "The console takes photos of at most 8 MB.");
            return;
        }

        if (photo.Failure is { } failure) throw new RequestFailedException(failure);

        var bytes = photo.Bytes.IsEmpty ? null : photo.Bytes.ToArray();
        await ConsoleAnswer.WriteAsync(context, new { id = await phones.PhotoAsync(phone, bytes, context.RequestAborted) });
    }

    private static async Task ShownAsync(HttpContext context, ConsolePhones phones, ConsolePhone phone)
    {
        if (await ConsoleAnswer.ReadAsync<ShownBody>(context) is not { Numbers: { Count: > 0 } numbers } shown)
        {
            await ConsoleAnswer.RefuseAsync(context, "Which messages were shown stands in numbers.");
            return;
        }
        await phones.ShownAsync(phone, [.. numbers], shown.Read, context.RequestAborted);
        await ConsoleAnswer.WriteAsync(context, new { });
    }

    private static async Task ForkAsync(HttpContext context, PhoneFork fork, ConsolePhone phone)
    {
        if (await ConsoleAnswer.ReadAsync<ForkBody>(context) is not { Turn: > 0, To: { } to } body || AddressOf(to) is not { } number)
            await ConsoleAnswer.RefuseAsync(context, "Which turn stands in turn, from 1, and the number of the phone that goes on from there in to.");
        else if (await fork.GoOnAsync(phone, body.Turn, new(phone.Channel, number, phone.Name), context.RequestAborted) is { } refusal)
            await ConsoleAnswer.RefuseAsync(context, refusal);
        else
            await ConsoleAnswer.WriteAsync(context, new { number });
    }

    private sealed record ForkBody(int Turn, string? To);

    private sealed record TextBody(string? Text);

    private sealed record EventBody(string? Kind, string? Value);

    private sealed record TapBody(string? Payload, string? Title, bool List);

    private sealed record ShownBody(IReadOnlyList<long>? Numbers, bool Read);
}
