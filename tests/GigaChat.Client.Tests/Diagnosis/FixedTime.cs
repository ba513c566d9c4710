namespace GigaChat.Tests.Diagnosis;

/// <summary>A clock that always shows the same.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
