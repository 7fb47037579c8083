using System.Buffers;

namespace Bot.Host.Http;

/// <summary>A pooled buffer that grows with what arrives, within a <see cref="BodyBudget"/>.</summary>
internal sealed class BodyBuffer(BodyBudget budget) : IDisposable
{
    private byte[] _bytes = [];
    private int _length;
    private int _taken;

    /// <summary>Valid until the buffer is disposed of.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public int Length => _length;

    /// <returns>False when the budget is used up; nothing is added then.</returns>
    public bool TryAdd(in ReadOnlySequence<byte> arrived)
    {
        var length = _length + (int)arrived.Length;
        if (length > _bytes.Length && !TryGrow(length)) return false;

        arrived.CopyTo(_bytes.AsSpan(_length));
        _length = length;
        return true;
    }

    public void Dispose()
    {
        var (bytes, taken) = (_bytes, _taken);
        (_bytes, _length, _taken) = ([], 0, 0);
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        budget.Return(taken);
    }

    private bool TryGrow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        var taken = larger.Length <= RequestBody.Small ? 0 : larger.Length;
        if (!budget.TryTake(taken))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        budget.Return(_taken);
        (_bytes, _taken) = (larger, taken);
        return true;
    }
}
