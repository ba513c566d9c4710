using GigaChat.Core;

namespace GigaChat.Diagnosis;

/// <summary>What a step found, and what to do about it.</summary>
/// <param name="Detail">What was found.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
internal readonly record struct Finding(string Detail, LocalizedMessage? Advice = null);
