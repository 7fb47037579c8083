using System.Security.Cryptography;
using System.Text;
using Bot.Engine.Abstractions;
using Bot.Engine.Sessions;
using Bot.Host.Desk.Pages;
using Bot.Host.Http;
using Bot.Host.Settings;
using Bot.Storage.Media;
using Microsoft.Extensions.Options;

namespace Bot.Host.Desk.Talks;

/// <summary>
/// Pictures and files that operators send from their own machine: kept sealed beside the photos, and handed out under a link that cannot be guessed, which the
/// provider fetches. The link names the file's SHA-256, so that the person's erasure finds the file, too.
/// </summary>
internal sealed class TalkFiles(TalkActs acts, KeptFiles files, ISecrets secrets, IOptions<DeskOptions> desk, IHostEnvironment host)
{
    private const string Purpose = "desk.file";
    private const int LongestName = 100;
    private const int LongestCaption = 1_024;

    /// <summary>Hex digits of the proof in a link: 128 bits.</summary>
    private const int ProofLength = 32;

    /// <summary>Whether files can be sent: providers must know where to fetch them.</summary>
    public bool IsOn => desk.Value.PublicUrl.Length > 0 || host.IsDevelopment();

    /// <summary><c>POST conversations/{session}/file?name=offer.pdf&amp;caption=..&amp;key=..</c> with the file as its body.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (name, caption, key) = (DeskAnswer.Plain(query["name"]) ?? "", DeskAnswer.Plain(query["caption"]) ?? "", query["key"].ToString());
        if (!IsOn)
        {
            await DeskAnswer.ConflictAsync(context, "Files are sent once DESK_PUBLIC_URL says where providers fetch them; a public link can be sent without.");
            return;
        }

        var body = (await RequestBody.ReadAsync(context, KeptFiles.SizeLimit)).KeptFor(context);
        if (body.Failure is { } failure) throw new RequestFailedException(failure);

        var type = KeptFiles.TypeOf(body.Bytes.Span);
        if (type is null || name.Length > LongestName || caption.Length > LongestCaption)
        {
            await DeskAnswer.InvalidAsync(context, type is null
                ? "A picture is a whole JPEG or PNG of 5 MB at most, a file a PDF of 16 MB at most."
                : $"A name has at most {LongestName} characters, a caption {LongestCaption}.");
            return;
        }

        var isPhoto = type != "application/pdf";
        await acts.WriteAsync(context, key, isPhoto ? "picture" : "file", async () => new OperatorMessage(caption)
        {
            Link = LinkOf(context, await files.KeepAsync(body.Bytes, context.RequestAborted), type),
            FileName = isPhoto ? "" : name.Length > 0 ? name : "file.pdf",
        });
    }

    /// <summary><c>GET /desk/files/{sha256}/{proof}/{name}</c>, for the provider. Without the proof it is as though there were none.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var (file, proof) = ((string)context.Request.RouteValues["file"]!, (string)context.Request.RouteValues["proof"]!);
        var isProved = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ProofOf(file)), Encoding.UTF8.GetBytes(proof));
        var bytes = isProved ? await files.ReadAsync(file, context.RequestAborted) : null;
        if (bytes is null || KeptFiles.TypeOf(bytes) is not { } type)
        {
            await DeskAnswer.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such file.");
            return;
        }

        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.WriteLargeAsync(bytes, context.RequestAborted);
    }

    private string LinkOf(HttpContext context, string file, string type)
    {
        var at = desk.Value.PublicUrl.Length > 0 ? desk.Value.PublicUrl.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}";
        var ending = type switch { "image/jpeg" => "picture.jpg", "image/png" => "picture.png", _ => "file.pdf" };
        return $"{at}/desk/files/{file}/{ProofOf(file)}/{ending}";
    }

    private string ProofOf(string file) => secrets.Hash(Purpose, file)[..ProofLength];
}
