using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Files;

/// <summary>The files of all accounts, oldest first.</summary>
internal sealed class FileStore(TimeProvider time)
{
    // The smallest picture that viewers open: one grey point.
    private static readonly byte[] Picture = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////" +
        "////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=");

    private readonly Lock _lock = new();
    private readonly List<StoredFile> _files = [];

    public StoredFile Add(Exchange exchange, string name, string mediaType, ReadOnlyMemory<byte> content) =>
        Add(NewFile(exchange, name, mediaType, content));

    /// <summary>A picture the model drew.</summary>
    public StoredFile Draw(Exchange exchange) =>
        Add(NewFile(exchange, "image.jpg", "image/jpeg", Picture) with { IsDrawn = true });

    /// <summary>A file of this type that the model made; of other types than pictures its bytes stand for it.</summary>
    public StoredFile Make(Exchange exchange, string mediaType) => mediaType == "image/jpeg"
        ? Draw(exchange)
        : Add(NewFile(exchange, "made", mediaType, new byte[] { 0x47, 0x43, 0x00 }) with { IsDrawn = true });

    /// <summary>What this request may see.</summary>
    public IReadOnlyList<StoredFile> List(Exchange exchange)
    {
        lock (_lock)
            return [.. _files.Where(file => file.Owner == exchange.Account.ClientId && MayRead(exchange, file))];
    }

    /// <exception cref="Refusal">404 where there is none, 403 where it was made with another <c>X-Client-ID</c>.</exception>
    public StoredFile Require(Exchange exchange, string id)
    {
        StoredFile? file;
        lock (_lock)
            file = _files.Find(file => file.Id == id && file.Owner == exchange.Account.ClientId);
        if (file is null)
            throw new Refusal(404, "No such file");
        return MayRead(exchange, file) ? file : throw new Refusal(403, $"Access to file '{id}' is denied");
    }

    public void Remove(StoredFile file)
    {
        lock (_lock)
            _files.Remove(file);
    }

    public void Clear()
    {
        lock (_lock)
            _files.Clear();
    }

    private static bool MayRead(Exchange exchange, StoredFile file) => file.User.Length == 0 || file.User == User(exchange);

    private static string User(Exchange exchange) => exchange.Context.Request.Headers["X-Client-ID"].ToString();

    private StoredFile NewFile(Exchange exchange, string name, string mediaType, ReadOnlyMemory<byte> content)
    {
        var created = time.GetUtcNow().ToUnixTimeSeconds();
        return new(Guid.NewGuid().ToString(), name, mediaType, exchange.Account.ClientId, User(exchange), created) { Content = content };
    }

    private StoredFile Add(StoredFile file)
    {
        lock (_lock)
            _files.Add(file);
        return file;
    }
}
