using System.Collections.Immutable;
using Bot.Engine.Flows;
using Bot.Engine.Sessions;

namespace Bot.Engine.Execution;

/// <summary>The runs that are going on, each on top of the one that started it. The topmost talks; the others stand as they were when it came on top.</summary>
/// <param name="begun">As they are stored.</param>
/// <param name="top">The topmost; null when nothing is going on.</param>
internal sealed class RunStack(FlowSet flows, ImmutableArray<Frame> begun, FlowRun? top)
{
    private ImmutableArray<Frame> _frames = begun;

    public FlowRun? Top { get; private set; } = top;

    /// <summary>As they are to be stored.</summary>
    public ImmutableArray<Frame> Frames =>
        Top?.ToFrame() is { } frame && !ReferenceEquals(frame, _frames[^1]) ? _frames.SetItem(_frames.Length - 1, frame) : _frames;

    public bool IsRunning(Flow flow) => _frames.Any(frame => frame.Flow == flow.Name);

    public void Push(FlowRun run)
    {
        if (Top is not null) _frames = Frames;
        (Top, _frames) = (run, _frames.Add(run.ToFrame()));
    }

    public void Pop()
    {
        _frames = _frames.RemoveAt(_frames.Length - 1);
        Top = _frames.IsEmpty ? null : FlowRun.Of(_frames[^1], flows) ?? throw new InvalidOperationException($"Flow {_frames[^1].Flow} has lost the state {_frames[^1].State}.");
    }

    /// <summary>Goes on with other runs, sound ones, in place of those that are going on; with none where there are none.</summary>
    public void Replace(ImmutableArray<Frame> frames) => (_frames, Top) = (frames, frames.IsEmpty ? null : FlowRun.Of(frames[^1], flows));
}
