using Bot.Host.Api.Docs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Bot.Tests.Host.Api;

public sealed class ApiDescriptionTests
{
    [Fact]
    public async Task It_is_made_once_for_all_who_ask_and_again_only_after_a_failure()
    {
        var documents = new CountingDocuments { Failures = 1 };
        var description = new ApiDescription(documents);
        await FluentActions.Awaiting(() => description.ServeAsync(new DefaultHttpContext())).Should().ThrowAsync<InvalidOperationException>();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => description.ServeAsync(new DefaultHttpContext()))));

        documents.Made.Should().Be(2);
    }

    private sealed class CountingDocuments : IOpenApiDocumentProvider
    {
        private int _made;

        public int Failures { get; init; }

        public int Made => _made;

        public Task<OpenApiDocument> GetOpenApiDocumentAsync(CancellationToken cancellationToken = default) => Interlocked.Increment(ref _made) <= Failures
            ? Task.FromException<OpenApiDocument>(new InvalidOperationException("not now"))
            : Task.FromResult(new OpenApiDocument { Info = new() { Title = "Bot", Version = "1" } });
    }
}
