using System.Globalization;
using System.Net;

namespace GigaChat.Tests.Chat;

public class ChatReplyTextTests
{
    private static readonly ChatReply Number = new() { Text = "42" };

    [Fact]
    public void Replies_are_equal_where_their_texts_are()
    {
        var same = new ChatReply { Text = "42", RequestId = "другой" };
        Assert.Equal(Number, same);
        Assert.Equal(Number.GetHashCode(), same.GetHashCode());
        Assert.True(Number.Equals((object)"42"));
        Assert.Equal("42".GetHashCode(StringComparison.Ordinal), Number.GetHashCode());
        Assert.NotEqual(Number, new ChatReply { Text = "43" });
        Assert.False(Number.Equals(null));
    }

    [Fact]
    public void Operators_that_are_bound_at_run_time_take_the_text()
    {
        dynamic reply = Number;
        Assert.Equal("42!", reply + "!");
        Assert.True(reply == "42");
        Assert.Equal("42", (string)reply);
        Assert.Same(Number, (ChatReply)reply);
        Assert.Equal("42", reply.Text);
    }

    [Fact]
    public void A_text_is_converted_whatever_the_culture()
    {
        CultureInfo.CurrentCulture = new CultureInfo("ru-RU");
        Assert.Equal(42, Convert.ToInt32((object)Number, null));
        Assert.Equal(42L, Convert.ChangeType(Number, typeof(long), null));
        Assert.Equal(5.5, Convert.ToDouble((object)new ChatReply { Text = "5.5" }, null));
        Assert.Equal(6, Convert.ToInt32((object)new ChatReply { Text = " 5.7 " }, null));
        Assert.Equal(new DateTime(2026, 2, 3), Convert.ToDateTime((object)new ChatReply { Text = "2026-02-03" }, null));
        Assert.Equal(DayOfWeek.Monday, Change<DayOfWeek>("monday"));
        Assert.Equal(IPAddress.Loopback, Change<IPAddress>("127.0.0.1"));
        Assert.Equal(new Uri("https://ya.ru"), Change<Uri>("https://ya.ru"));
        Assert.Equal(TimeSpan.FromHours(1), Change<TimeSpan>("1:00"));
        Assert.Throws<FormatException>(() => Convert.ToInt32((object)new ChatReply { Text = "нет" }, null));
    }

    [Fact]
    public void Values_of_a_reply_are_columns_that_can_be_read()
    {
        var reply = new ChatReply
        {
            Text = "<img src=\"b28fb7a0-9e4b-4c4c-9a8e-000000000001\" fuse=\"true\"/>",
            Usage = new ChatUsage(1, 2, 3, 0),
        };
        Assert.Equal("b28fb7a0-9e4b-4c4c-9a8e-000000000001", reply.Files.ToString());
        Assert.Equal("PromptTokens=1; CompletionTokens=2; TotalTokens=3; CachedTokens=0", reply.Usage.ToString());
        Assert.Equal("messages: 1", new GigaChatConversation("Кратко").ToString());
    }

    private static object Change<T>(string text) => Convert.ChangeType(new ChatReply { Text = text }, typeof(T), null);
}
