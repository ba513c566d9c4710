using GigaChat.Commands.Interactive;

namespace GigaChat.Commands.Tests.Interactive;

public sealed class ChatLineTests
{
    [Theory]
    [InlineData("", "Empty", "")]
    [InlineData("  \t ", "Empty", "")]
    [InlineData("  Как дела? ", "Prompt", "Как дела?")]
    [InlineData("//etc – что это?", "Prompt", "/etc – что это?")]
    [InlineData("/etc/hosts для чего?", "Prompt", "/etc/hosts для чего?")]
    [InlineData("/exit", "Exit", "")]
    [InlineData(" /QUIT ", "Exit", "")]
    [InlineData("/выход", "Exit", "")]
    [InlineData("/clear", "Clear", "")]
    [InlineData("/model", "Model", "")]
    [InlineData("/model  GigaChat-2-Max ", "Model", "GigaChat-2-Max")]
    [InlineData("/system Отвечай \"кратко\"", "System", "Отвечай \"кратко\"")]
    [InlineData("/file \"мой файл.txt\"", "File", "мой файл.txt")]
    [InlineData("/file 'мой файл.txt'", "File", "мой файл.txt")]
    [InlineData("/file\t/var/log/syslog", "File", "/var/log/syslog")]
    [InlineData("/file \"", "File", "\"")]
    [InlineData("/СОХРАНИТЬ разговор.json", "Save", "разговор.json")]
    [InlineData("exit", "Exit", "")]
    [InlineData(" Выход ", "Exit", "")]
    [InlineData("cls", "ClearScreen", "")]
    [InlineData("exit code 3 – что это?", "Prompt", "exit code 3 – что это?")]
    [InlineData("/retry", "Retry", "")]
    [InlineData("/токены", "Tokens", "")]
    [InlineData("/load 'мой разговор.json'", "Load", "мой разговор.json")]
    [InlineData("/?", "Help", "")]
    [InlineData("/", "Unknown", "/")]
    [InlineData("/exi", "Unknown", "/exi")]
    public void A_line_is_a_question_or_a_command(string line, string kind, string argument)
        => Assert.Equal(new ChatLine(Enum.Parse<ChatLineKind>(kind), argument), ChatLine.Parse(line));
}
