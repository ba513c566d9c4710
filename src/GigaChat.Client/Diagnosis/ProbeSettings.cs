using GigaChat.Core;

namespace GigaChat.Diagnosis;

/// <summary>What a probe depends on beside the connection's settings.</summary>
/// <param name="Limit">The longest time for a step.</param>
/// <param name="Time">The clock.</param>
/// <param name="Platform">Whose commands the advice names.</param>
internal sealed record ProbeSettings(TimeSpan Limit, TimeProvider Time, HostPlatform Platform);
