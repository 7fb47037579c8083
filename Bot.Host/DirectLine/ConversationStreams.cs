using System.Threading.Channels;

namespace Bot.Host.DirectLine;

/// <summary>The pages that listen, by their conversation.</summary>
internal sealed class ConversationStreams
{
    /// <summary>Of one conversation, in several windows; with one more the oldest ends.</summary>
    private const int MostOfOne = 4;

    private const int MostOfAll = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<ConversationStream>> _open = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Null when too many listen already.</summary>
    public ConversationStream? Open(string conversation)
    {
        lock (_gate)
        {
            if (_count >= MostOfAll) return null;
            if (!_open.TryGetValue(conversation, out var streams)) _open[conversation] = streams = [];
            if (streams.Count >= MostOfOne) streams[0].End();

            var opened = new ConversationStream(this, conversation);
            streams.Add(opened);
            _count++;
            return opened;
        }
    }

    /// <summary>Something was said.</summary>
    public void Notify(string conversation) => Each(conversation, stream => stream.Wake(StreamNews.Said));

    /// <summary>The bot is at work on something that takes longer.</summary>
    public void ShowTyping(string conversation) => Each(conversation, stream => stream.Wake(StreamNews.Typing));

    internal void Remove(string conversation, ConversationStream stream)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(conversation, out var streams) || !streams.Remove(stream)) return;
            _count--;
            if (streams.Count == 0) _open.Remove(conversation);
        }
    }

    private void Each(string conversation, Action<ConversationStream> act)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(conversation, out var streams)) streams.ForEach(act);
        }
    }
}

/// <summary>What a page is to be told.</summary>
internal enum StreamNews
{
    /// <summary>Something was said.</summary>
    Said,

    /// <summary>The bot is at work.</summary>
    Typing,
}

/// <summary>One page that listens.</summary>
internal sealed class ConversationStream(ConversationStreams streams, string conversation) : IDisposable
{
    /// <summary>News that wait; more of them say nothing new.</summary>
    private const int MostNews = 4;

    private readonly Channel<StreamNews> _news =
        Channel.CreateBounded<StreamNews>(new BoundedChannelOptions(MostNews) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Completed when the page is to end.</summary>
    public ChannelReader<StreamNews> News => _news.Reader;

    public void Wake(StreamNews news) => _news.Writer.TryWrite(news);

    public void End() => _news.Writer.TryComplete();

    public void Dispose()
    {
        End();
        streams.Remove(conversation, this);
    }
}
