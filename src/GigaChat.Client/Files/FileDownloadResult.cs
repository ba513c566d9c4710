namespace GigaChat;

/// <summary>What a download brought.</summary>
/// <param name="MediaType">The type that the service names; often only <c>application/octet-stream</c>.</param>
/// <param name="Length">The size in bytes.</param>
public sealed record FileDownloadResult(string? MediaType, long Length);
