namespace GigaChat.Index.Storage;

/// <summary>The tables of an index. They are described in the help of Update-GigaChatIndex, so that other programs can read them.</summary>
internal static class IndexSchema
{
    /// <summary>The version of the tables, in <c>user_version</c>.</summary>
    public const int Version = 1;

    /// <summary>What SQLite keeps in <c>application_id</c>: the letters "GCIX".</summary>
    public const int ApplicationId = 0x47434958;

    /// <summary>
    /// Vectors have a table of their own, so that comparing them does not read the texts. The words table keeps no text: its rows have
    /// the numbers of the pieces.
    /// </summary>
    public const string Create = """
        CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE documents(
            id INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
            hash BLOB NOT NULL, recipe TEXT NOT NULL, updated TEXT NOT NULL);
        CREATE INDEX documents_origin ON documents(origin);
        CREATE TABLE pieces(
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(id), number INTEGER NOT NULL, line INTEGER NOT NULL,
            text TEXT NOT NULL, UNIQUE(document, number));
        CREATE TABLE vectors(piece INTEGER PRIMARY KEY REFERENCES pieces(id), vector BLOB NOT NULL);
        CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, prefix='4 6', tokenize='unicode61');
        """;
}
